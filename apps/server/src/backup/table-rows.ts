import type { PoolClient } from 'pg'
import { quoted, type StoredTable } from './stored-tables.ts'

const AT_ONCE = 500

/** Text that says the same on every server. To be asked for within the transaction that reads. */
export const PLAIN_TEXT = "SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO'; SET LOCAL extra_float_digits = 1; SET LOCAL bytea_output = 'hex'; SET LOCAL statement_timeout = 0"

/** The rows of a table, some at a time, each a JSON array of its columns as text: a JSON null is `"null"`, no value is `null`. Within a transaction. */
export async function* tableRows(client: PoolClient, { name, columns }: StoredTable): AsyncGenerator<readonly string[]> {
  await client.query(`DECLARE backup NO SCROLL CURSOR FOR SELECT json_build_array(${columns.map((column) => `${quoted(column.name)}::text`).join(', ')})::text AS row FROM ${quoted(name)}`)
  for (;;) {
    const { rows } = await client.query<{ row: string }>(`FETCH ${AT_ONCE} FROM backup`)
    if (rows.length > 0) yield rows.map(({ row }) => row)
    if (rows.length < AT_ONCE) break
  }
  await client.query('CLOSE backup')
}

/** Puts rows as `tableRows` gives them into a table. */
export async function insertRows(client: PoolClient, { name, columns }: StoredTable, rows: readonly string[]): Promise<void> {
  const names = columns.map((column) => quoted(column.name)).join(', ')
  const values = columns.map(({ type }, index) => `(v->>${index})::${type}`).join(', ')
  await client.query(`INSERT INTO ${quoted(name)} (${names}) SELECT ${values} FROM json_array_elements($1::json) AS v`, [`[${rows.join(',')}]`])
}
