import type { Pool, PoolClient } from 'pg'
import { BackupFault } from './backup-fault.ts'
import type { TableCounts } from './backup-format.ts'
import { RowsDigest } from './rows-digest.ts'
import { quoted, storedTables, type StoredTable } from './stored-tables.ts'
import { insertRows, PLAIN_TEXT, tableRows } from './table-rows.ts'

const BYTES_AT_ONCE = 2_000_000
const ROWS_AT_ONCE = 1000

/** Fills empty tables within one transaction, rows in the order in which they come. */
export class TableLoader {
  readonly #client: PoolClient
  readonly #tables: ReadonlyMap<string, StoredTable>
  #table: StoredTable | undefined
  readonly #begun = new Map<string, StoredTable>()
  #rows: string[] = []
  #bytes = 0

  private constructor(client: PoolClient, tables: readonly StoredTable[]) {
    this.#client = client
    this.#tables = new Map(tables.map((table) => [table.name, table]))
  }

  static async open(client: PoolClient): Promise<TableLoader> {
    await client.query(PLAIN_TEXT)
    return new TableLoader(client, await storedTables(client))
  }

  /** What follows are rows of this table. */
  async begin({ table, columns }: { readonly table: string; readonly columns: readonly string[] }): Promise<void> {
    await this.flush()
    const known = this.#tables.get(table)
    const found = columns.map((name) => known?.columns.find((column) => column.name === name))
    if (!known || found.includes(undefined)) throw new BackupFault(`The backup has a table or a column that this Eddy does not know ("${table}"). Nothing was restored.`)
    this.#table = { name: table, columns: found.filter((column) => column !== undefined) }
    this.#begun.set(table, this.#table)
  }

  async add(row: string): Promise<void> {
    this.#rows.push(row)
    this.#bytes += row.length
    if (this.#rows.length >= ROWS_AT_ONCE || this.#bytes >= BYTES_AT_ONCE) await this.flush()
  }

  async flush(): Promise<void> {
    if (this.#table && this.#rows.length > 0) await insertRows(this.#client, this.#table, this.#rows)
    this.#rows = []
    this.#bytes = 0
  }

  /** Reads all back and compares it with what was there: throws when a row is missing or is not as it was. */
  async compare(expected: { readonly [table: string]: TableCounts }): Promise<void> {
    for (const [name, { rows, digest }] of Object.entries(expected)) {
      const table = this.#begun.get(name)
      const found = new RowsDigest()
      if (table) for await (const read of tableRows(this.#client, table)) for (const row of read) found.add(row)
      const now = found.counts()
      if (now.rows !== rows) throw new BackupFault(`The table "${name}" has ${now.rows} rows instead of ${rows} after it was filled. Nothing was kept.`)
      if (now.digest !== digest) throw new BackupFault(`The rows of the table "${name}" are not what they were after it was filled. Nothing was kept.`)
    }
  }
}

/** Throws when a table holds something, Eddy's or not; `words` are those of the fault. */
export async function refuseFilled(pool: Pick<Pool, 'connect'>, words: (tables: string) => string): Promise<void> {
  const client = await pool.connect()
  try {
    const filled = await filledTables(client)
    if (filled.length > 0) throw new BackupFault(words(`${filled.slice(0, 4).join(', ')}${filled.length > 4 ? ' …' : ''}`))
  } finally {
    client.release()
  }
}

/** The tables that hold something. */
export async function filledTables(client: PoolClient): Promise<readonly string[]> {
  const filled: string[] = []
  for (const { name } of await storedTables(client)) {
    const { rows } = await client.query<{ filled: boolean }>(`SELECT EXISTS (SELECT 1 FROM ${quoted(name)}) AS filled`)
    if (rows[0]?.filled) filled.push(name)
  }
  return filled
}
