import type { WorkflowDocument } from '@eddy/workflow'
import type { Command } from './command/command.ts'

/** What was done, and how to do it the other way. */
interface Entry {
  readonly label: string
  readonly merge?: string
  readonly command: Command
}

/** One history per document, as plain data. `past` ends with the last edit, `future` with the next redo. */
export interface History {
  readonly document: WorkflowDocument
  readonly past: readonly Entry[]
  readonly future: readonly Entry[]
}

/** Steps of the history that are kept; documents share their parts, so this bounds patience rather than memory. */
export const depth = 500

export function startHistory(document: WorkflowDocument): History {
  return { document, past: [], future: [] }
}

/** Does a command. The same history back means that it changed nothing. */
export function execute(history: History, command: Command): History {
  const { document, inverse } = command.apply(history.document)
  if (document === history.document) return history
  const last = history.past.at(-1)
  // a run of small edits keeps the first way back
  const merged = last !== undefined && command.merge !== undefined && last.merge === command.merge && history.future.length === 0
  const entry: Entry = merged ? last : { label: command.label, command: inverse, ...(command.merge === undefined ? {} : { merge: command.merge }) }
  const past = merged ? history.past : [...history.past, entry].slice(-depth)
  return { document, past, future: [] }
}

export function undo(history: History): History {
  const entry = history.past.at(-1)
  if (!entry) return history
  const { document, inverse } = entry.command.apply(history.document)
  return { document, past: history.past.slice(0, -1), future: [...history.future, { label: entry.label, command: inverse }] }
}

export function redo(history: History): History {
  const entry = history.future.at(-1)
  if (!entry) return history
  const { document, inverse } = entry.command.apply(history.document)
  return { document, past: [...history.past, { label: entry.label, command: inverse }], future: history.future.slice(0, -1) }
}

/** Ends the run of small edits, so that the next one has its own way back. */
export function sealed(history: History): History {
  const last = history.past.at(-1)
  if (!last || last.merge === undefined) return history
  return { ...history, past: [...history.past.slice(0, -1), { label: last.label, command: last.command }] }
}
