import type { RunRow } from './run-types.ts'

/** Loaded rows with what was announced since, newest first, each run once. Ids are ordered by time. */
export function mergeRows(loaded: readonly RunRow[], changed: readonly RunRow[]): readonly RunRow[] {
  const byId = new Map(loaded.map((row) => [row.id, row]))
  for (const row of changed) {
    const known = byId.get(row.id)
    // a page that was fetched after the announcement knows better
    if (!known || known.endedAt === null || row.endedAt !== null) byId.set(row.id, row)
  }
  return [...byId.values()].sort((a, b) => (a.startedAt === b.startedAt ? compare(b.id, a.id) : compare(b.startedAt, a.startedAt)))
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
