import { searchText, sketchOf } from '@eddy/library'
import type { WorkflowDocument } from '@eddy/workflow'

/** What the list of issue 6 is to hold. */
export const ENTRIES = 5000

export const VERBS = ['Refund', 'Ship', 'Rotate', 'Invoice', 'Deploy', 'Move', 'Approve', 'Close', 'Book', 'Import']
export const THINGS = ['order', 'parcel', 'key', 'customer', 'service', 'tenant', 'purchase', 'account', 'room', 'list']
export const TAGS = ['saga', 'http', 'files', 'people', 'nightly', 'money', 'cloud', 'mail']

export const pick = (list: readonly string[], at: number): string => list[at % list.length] ?? ''

function drawn(name: string, steps: number): WorkflowDocument {
  const all = Array.from({ length: steps }, (_, at) => at)
  const undone = all.filter((at) => at % 3 === 0)
  return {
    eddy: 1,
    name,
    steps: all.map((at) => ({ name: `step_${at}`, kind: 'expression', ...(at > 0 ? { waitFor: [`step_${at - 1}`] } : {}), ...(at % 3 === 0 ? { undo: `undo_${at}` } : {}) })),
    handlers: undone.map((at) => ({ name: `undo_${at}`, kind: 'expression' })),
  }
}

/** The row of an entry, with the small drawing of 4 to 15 steps of which every third can be undone. */
export function entryRow(at: number) {
  const name = `entry_${at}`
  const words = { name, title: `${pick(VERBS, at)} a ${pick(THINGS, Math.floor(at / 10))} ${at}`, description: `Takes the ${pick(THINGS, at)} through to its end, and takes everything back when a part of it fails.`, category: pick(VERBS, Math.floor(at / 7)), tags: [pick(TAGS, at), pick(TAGS, at + 3)] }
  return { id: name, ...words, searchText: searchText(words), source: 'workspace', latest: 1, uses: (at * 7919) % 500, sketch: sketchOf(drawn(name, 4 + (at % 12))) as object, coverage: at % 101 }
}
