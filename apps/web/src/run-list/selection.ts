import type { BulkRequest } from './run-types.ts'
import type { RunFilter } from './run-types.ts'

/** Runs that are picked: one by one, or all that the filter finds but for some. */
export type Selection = { readonly kind: 'some'; readonly ids: ReadonlySet<string> } | { readonly kind: 'all'; readonly except: ReadonlySet<string> }

export const nothingPicked: Selection = { kind: 'some', ids: new Set() }
export const allPicked: Selection = { kind: 'all', except: new Set() }

export function isPicked(selection: Selection, id: string): boolean {
  return selection.kind === 'some' ? selection.ids.has(id) : !selection.except.has(id)
}

/** Picks runs or lets go of them. */
export function pick(selection: Selection, ids: readonly string[], picked: boolean): Selection {
  if (selection.kind === 'some') return { kind: 'some', ids: changed(selection.ids, ids, picked) }
  return { kind: 'all', except: changed(selection.except, ids, !picked) }
}

function changed(before: ReadonlySet<string>, ids: readonly string[], there: boolean): ReadonlySet<string> {
  const after = new Set(before)
  for (const id of ids) {
    if (there) after.add(id)
    else after.delete(id)
  }
  return after
}

/** How many are picked, of so many that the filter finds. */
export function pickedCount(selection: Selection, total: number): number {
  return selection.kind === 'some' ? selection.ids.size : Math.max(0, total - selection.except.size)
}

/** The runs as the server is asked for them: what starts after `until` was never shown and is not meant. */
export function pickedRuns(selection: Selection, filter: RunFilter, until: Date): BulkRequest['runs'] {
  if (selection.kind === 'some') return { ids: [...selection.ids] }
  const end = filter.until !== undefined && Date.parse(filter.until) < until.getTime() ? filter.until : until.toISOString()
  return { filter: { ...filter, until: end }, except: [...selection.except] }
}
