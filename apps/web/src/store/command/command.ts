import type { WorkflowDocument } from '@eddy/workflow'

/**
 * One edit of the document. Commands are the only way a document changes:
 * 1. `apply` is pure; the same document back means "nothing to do" and leaves no trace in the history.
 * 2. `inverse` applied to the result gives back what was there before, to the last field.
 */
export interface Command {
  /** What the person did, as the history and the announcements say it: `Move Ship order`. */
  readonly label: string
  /** Commands in a row with the same key are one step of the history: the letters of one word, the pixels of one drag. */
  readonly merge?: string
  /** Cards move to their new places instead of jumping there: layout and splice. */
  readonly glides?: true
  /** What undoing it leaves behind outside of the document, in a sentence; said when it is undone. */
  readonly remains?: string
  apply(document: WorkflowDocument): Applied
}

export interface Applied {
  readonly document: WorkflowDocument
  readonly inverse: Command
}

/** A command out of a pure change. Documents share their unchanged parts, so keeping the one before costs next to nothing. */
export function command(label: string, change: (document: WorkflowDocument) => WorkflowDocument, merge?: string): Command {
  return {
    label,
    ...(merge === undefined ? {} : { merge }),
    apply: (document) => ({ document: change(document), inverse: restore(label, document) }),
  }
}

/** Two commands as one edit, under the name of the second. */
export function inTurn(first: Command, second: Command): Command {
  const both = command(second.label, (document) => second.apply(first.apply(document).document).document)
  return second.glides ? gliding(both) : both
}

/** Puts back a document that was there before. */
export function restore(label: string, before: WorkflowDocument): Command {
  return { label, apply: (document) => ({ document: before, inverse: restore(label, document) }) }
}

/** The same edit with cards that move to their places, there and back. */
export function gliding(inner: Command): Command {
  return { ...inner, glides: true }
}

/** The same edit, which says when it is undone what stays nevertheless. */
export function leaving(inner: Command, remains: string): Command {
  return { ...inner, remains }
}
