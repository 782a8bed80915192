import type { RunRow } from './run-types.ts'

/** Loaded rows with what was announced while they were followed, newest first, each run once. */
export function mergeRows(loaded: readonly RunRow[], changed: readonly RunRow[]): readonly RunRow[] {
  const byId = new Map(loaded.map((row) => [row.id, row]))
  for (const row of changed) byId.set(row.id, row)
  return [...byId.values()].sort((a, b) => (a.startedAt === b.startedAt ? compare(b.id, a.id) : compare(b.startedAt, a.startedAt)))
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
