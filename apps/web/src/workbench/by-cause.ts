import { keyOf, type WorkbenchRow } from './workbench-row.ts'

export interface Cause {
  readonly cause: string
  readonly code: string
  readonly message: string
  readonly kind: WorkbenchRow['kind']
  readonly rows: readonly WorkbenchRow[]
}

/** What has the same cause stands together, where its oldest is. */
export function byCause(rows: readonly WorkbenchRow[]): readonly Cause[] {
  const causes = new Map<string, Cause & { readonly rows: WorkbenchRow[] }>()
  for (const row of rows) {
    const id = `${row.kind} ${row.cause}`
    const known = causes.get(id)
    if (known) known.rows.push(row)
    else causes.set(id, { cause: row.cause, code: row.code, message: row.message, kind: row.kind, rows: [row] })
  }
  return [...causes.values()]
}

export type Chosen = ReadonlySet<string>

/** All of these chosen, or none of them. */
export function choose(chosen: Chosen, rows: readonly WorkbenchRow[], on: boolean): Chosen {
  const next = new Set(chosen)
  for (const row of rows) {
    if (on) next.add(keyOf(row))
    else next.delete(keyOf(row))
  }
  return next
}
