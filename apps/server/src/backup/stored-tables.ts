import type { PoolClient } from 'pg'

export interface StoredTable {
  readonly name: string
  readonly columns: readonly { readonly name: string; readonly type: string }[]
}

/** Which servers there are now, and what is on its way between them, is nothing to keep; migrations are told of in the header, and snapshots of runs follow from their logs. */
const LEFT_OUT: ReadonlySet<string> = new Set(['_prisma_migrations', 'server', 'run_order', 'run_snapshot', 'run_snapshot_part'])

/** The tables of Eddy, those that others refer to before those that refer. */
export async function storedTables(client: PoolClient): Promise<readonly StoredTable[]> {
  const { rows } = await client.query<{ table: string; column: string; type: string }>(`
    SELECT c.relname AS table, a.attname AS column, format_type(a.atttypid, a.atttypmod) AS type FROM pg_class c
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace ORDER BY c.relname, a.attnum`)
  const tables = new Map<string, { name: string; columns: { name: string; type: string }[] }>()
  for (const { table, column, type } of rows) {
    if (LEFT_OUT.has(table)) continue
    const known = tables.get(table) ?? { name: table, columns: [] }
    tables.set(table, known)
    known.columns.push({ name: column, type })
  }
  return inOrder(tables, await references(client))
}

async function references(client: PoolClient): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await client.query<{ from: string; to: string[] }>(`
    SELECT f.relname AS from, array_agg(t.relname::text) AS to FROM pg_constraint k JOIN pg_class f ON f.oid = k.conrelid JOIN pg_class t ON t.oid = k.confrelid
    WHERE k.contype = 'f' AND f.relnamespace = current_schema()::regnamespace AND f.oid <> t.oid GROUP BY f.relname`)
  return new Map(rows.map(({ from, to }) => [from, to]))
}

function inOrder(tables: ReadonlyMap<string, StoredTable>, references: ReadonlyMap<string, readonly string[]>): readonly StoredTable[] {
  const ordered = new Map<string, StoredTable>()
  const place = (name: string, above: readonly string[]) => {
    const table = tables.get(name)
    if (!table || ordered.has(name)) return
    if (above.includes(name)) throw new Error(`the tables ${above.join(', ')} refer to each other in a circle`)
    for (const other of references.get(name) ?? []) place(other, [...above, name])
    ordered.set(name, table)
  }
  for (const name of tables.keys()) place(name, [])
  return [...ordered.values()]
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
