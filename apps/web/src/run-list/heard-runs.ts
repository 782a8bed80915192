import { fits } from './fits.ts'
import type { RunFilter, RunRow } from './run-types.ts'

/** What was announced of runs since the list was loaded. */
export interface HeardRuns {
  /** Each as it was last announced: those of the list, and those that the filter finds. */
  readonly rows: ReadonlyMap<string, RunRow>
  /** Those that the filter finds. */
  readonly found: ReadonlySet<string>
  /** Of those that were not loaded: they have been let into the list. */
  readonly taken: ReadonlySet<string>
}

export const nothingHeard: HeardRuns = { rows: new Map(), found: new Set(), taken: new Set() }

export interface Announced {
  readonly rows: readonly RunRow[]
  /** Runs of the list as it was loaded. */
  readonly loaded: ReadonlySet<string>
  readonly filter: RunFilter
  readonly now: number
  /** A page is being loaded: any of these runs may be on it, as it was before. */
  readonly loading: boolean
}

/** Keeps what was announced, so far as the list has to do with it. A run of the list stays there with its new state, also when the filter would no longer find it: nothing jumps. */
export function hear(heard: HeardRuns, { rows, loaded, filter, now, loading }: Announced): HeardRuns {
  const kept = new Map(heard.rows)
  const found = new Set(heard.found)
  for (const row of rows) {
    const isFound = fits(filter, row, now)
    if (isFound) found.add(row.id)
    else found.delete(row.id)
    if (isFound || loading || loaded.has(row.id) || heard.taken.has(row.id)) kept.set(row.id, row)
    else kept.delete(row.id)
  }
  return { ...heard, rows: kept, found }
}

/** Runs that would be in the list if it were loaded now, newest first. `oldest`: the start of the last one loaded, when there are more after it. */
export function waitingRuns(heard: HeardRuns, loaded: ReadonlySet<string>, oldest: string | undefined): readonly RunRow[] {
  return newestFirst([...heard.rows.values()].filter(({ id, startedAt }) => heard.found.has(id) && !loaded.has(id) && !heard.taken.has(id) && (oldest === undefined || startedAt >= oldest)))
}

/** Lets all that wait into the list. */
export function take(heard: HeardRuns, waiting: readonly RunRow[]): HeardRuns {
  return waiting.length === 0 ? heard : { ...heard, taken: new Set([...heard.taken, ...waiting.map(({ id }) => id)]) }
}

/** The list as it is to be shown. */
export function shownRuns(loaded: readonly RunRow[], { rows, taken }: HeardRuns): readonly RunRow[] {
  const byId = new Map(loaded.map((row) => [row.id, rows.get(row.id) ?? row]))
  for (const id of taken) {
    const row = rows.get(id)
    if (row) byId.set(id, row)
  }
  return newestFirst([...byId.values()])
}

function newestFirst(rows: readonly RunRow[]): readonly RunRow[] {
  return rows.toSorted((a, b) => (a.startedAt === b.startedAt ? compare(b.id, a.id) : compare(b.startedAt, a.startedAt)))
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
