import { type FieldClash, renameStep, threeWayMerge, type WorkflowDocument } from '@eddy/workflow'
import type { Command } from './command/command.ts'
import { stepIndex } from './document/locate.ts'

/** One line of the log: what was done, and the drafts before and after it. Drafts share their parts, so two of them cost what differs. */
export interface Entry {
  /** The same as long as the entry stays as it is; counts up. */
  readonly id: number
  readonly label: string
  readonly merge?: string
  /** Cards go to their places, there and back. */
  readonly glides?: true
  /** What undoing it leaves behind outside of the document, in a sentence. */
  readonly remains?: string
  /** Changes of another person or tab that were taken in. */
  readonly elsewhere?: true
  readonly before: WorkflowDocument
  readonly after: WorkflowDocument
}

/** One history per document, as plain data. `past` ends with the last edit, `future` with the next redo. */
export interface History {
  readonly document: WorkflowDocument
  readonly past: readonly Entry[]
  readonly future: readonly Entry[]
  readonly nextId: number
}

/** What stepping through a history could not do by itself: fields that were changed again since, elsewhere. */
export interface Stepped {
  readonly history: History
  readonly clashes: readonly FieldClash[]
}

/** Steps of the history that are kept. */
export const depth = 500

export function startHistory(document: WorkflowDocument): History {
  return { document, past: [], future: [], nextId: 1 }
}

/** Does a command. The same history back means that it changed nothing. */
export function execute(history: History, command: Command): History {
  const { document: before, past, nextId } = history
  const { document } = command.apply(before)
  if (document === before) return history
  const last = past.at(-1)
  // a run of small edits keeps the first way back
  const merged = last !== undefined && command.merge !== undefined && last.merge === command.merge && last.after === before && history.future.length === 0
  const entry: Entry = { id: nextId, label: command.label, before: merged ? last.before : before, after: document, ...ofCommand(command) }
  return { document, past: [...(merged ? past.slice(0, -1) : past), { ...entry, label: merged ? last.label : command.label }].slice(-depth), future: [], nextId: nextId + 1 }
}

function ofCommand({ merge, glides, remains }: Command): Pick<Entry, 'merge' | 'glides' | 'remains'> {
  return { ...(merge === undefined ? {} : { merge }), ...(glides ? { glides } : {}), ...(remains === undefined ? {} : { remains }) }
}

/** Takes in what was done elsewhere. It can be undone as one, but not by `undo`: that one is for what was done here. */
export function take(history: History, taken: { readonly document: WorkflowDocument; readonly label: string; readonly renamed: ReadonlyMap<string, string> }): History {
  const entry: Entry = { id: history.nextId, label: taken.label, elsewhere: true, before: history.document, after: taken.document }
  const { past, future, nextId } = [...taken.renamed].reduce(followRename, { ...history, nextId: history.nextId + 1 })
  return { document: taken.document, past: [...past, entry].slice(-depth), future, nextId }
}

/** The edit that undo takes back: the last one made here. */
export function nextUndo({ past }: History): Entry | undefined {
  return past.findLast((entry) => !entry.elsewhere)
}

export function nextRedo({ future }: History): Entry | undefined {
  return future.at(-1)
}

/** The last changes from elsewhere that are still in. */
export function lastTaken({ past }: History): Entry | undefined {
  return past.findLast((entry) => entry.elsewhere)
}

/** Takes one entry back; what came after it stays. */
export function stepBack(history: History, entry: Entry | undefined = nextUndo(history)): Stepped {
  if (!entry) return { history, clashes: [] }
  const { document, clashes } = merged(entry.after, history.document, entry.before)
  const undone: Entry = { ...unmerged(entry), id: history.nextId, before: document, after: history.document }
  const past = history.past.filter((other) => other !== entry)
  return { history: { document, past, future: [...history.future, undone], nextId: history.nextId + 1 }, clashes }
}

/** Does the entry that was undone last again. */
export function stepForward(history: History): Stepped {
  const entry = nextRedo(history)
  if (!entry) return { history, clashes: [] }
  const { document, clashes } = merged(entry.before, history.document, entry.after)
  const done: Entry = { ...unmerged(entry), id: history.nextId, before: history.document, after: document }
  return { history: { document, past: [...history.past, done], future: history.future.slice(0, -1), nextId: history.nextId + 1 }, clashes }
}

export function undo(history: History): History {
  return stepBack(history).history
}

export function redo(history: History): History {
  return stepForward(history).history
}

/** Ends the run of small edits, so that the next one has its own way back. */
export function sealed(history: History): History {
  const last = history.past.at(-1)
  if (!last || last.merge === undefined) return history
  return { ...history, past: [...history.past.slice(0, -1), { ...unmerged(last), id: history.nextId }], nextId: history.nextId + 1 }
}

function unmerged(entry: Entry): Entry {
  const { merge: _, ...rest } = entry
  return rest
}

/** With nothing in between, `to` itself, to the last field. */
function merged(from: WorkflowDocument, now: WorkflowDocument, to: WorkflowDocument): { readonly document: WorkflowDocument; readonly clashes: readonly FieldClash[] } {
  return now === from ? { document: to, clashes: [] } : threeWayMerge({ base: from, mine: now, theirs: to })
}

/** A step had to make room for one of the same name: the entries that know it, newest first, go on under its new name. */
function followRename(history: History, [path, to]: readonly [string, string]): History {
  const known = new Map<WorkflowDocument, WorkflowDocument>()
  const follow = (document: WorkflowDocument) => {
    const found = known.get(document)
    if (found) return found
    const renamed = stepIndex(document).has(path) ? renameStep(document, path, to.slice(to.lastIndexOf('.') + 1)) : undefined
    const next = renamed?.ok ? renamed.document : document
    known.set(document, next)
    return next
  }
  let { nextId } = history
  const followed = (entries: readonly Entry[]) => {
    const next = [...entries]
    for (let at = next.length - 1; at >= 0; at--) {
      const entry = next[at]
      if (!entry) break
      const [before, after] = [follow(entry.before), follow(entry.after)]
      // older ones were before the step was there
      if (before === entry.before && after === entry.after) break
      next[at] = { ...entry, id: nextId++, before, after }
    }
    return next
  }
  return { ...history, past: followed(history.past), future: followed(history.future), nextId }
}
