import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { PoolClient } from 'pg'
import { UNFINISHED } from '../cluster/run-leases.ts'
import { openDatabase } from '../db/index.ts'
import { userOf } from '../db/folder-lock.ts'
import { markMoved, unmarkMoved } from '../db/moved.ts'
import { BackupFault } from './backup-fault.ts'
import type { TableCounts } from './backup-format.ts'
import { inTransaction } from './in-transaction.ts'
import { refuseFilled, TableLoader } from './load-tables.ts'
import { openNamed, withoutPassword } from './open-named.ts'
import { RowsDigest } from './rows-digest.ts'
import { storedTables } from './stored-tables.ts'
import { PLAIN_TEXT, tableRows } from './table-rows.ts'

export interface MoveOptions {
  readonly dataDir: string
  readonly url: string
  /** Runs that are not over go along, and go on where they stand when a server starts there. */
  readonly withRuns: boolean
}

export interface Moved {
  readonly tables: { readonly [table: string]: TableCounts }
  readonly unfinished: number
}

/**
 * Copies the embedded database into an empty PostgreSQL database, reads it back, compares counts and content, and only then says in the
 * data folder that it has moved. All in one transaction: what fails leaves both as they were.
 */
export async function moveDatabase({ dataDir, url, withRuns }: MoveOptions): Promise<Moved> {
  if (!existsSync(join(dataDir, 'pg', 'PG_VERSION'))) throw new BackupFault(`There is no embedded database in ${dataDir}. Name its folder with EDDY_DATA.`)
  if (await userOf(dataDir)) throw new BackupFault(`A server is using ${dataDir}. Stop it first, so that nothing happens while its database is moved.`)
  const from = await openDatabase({ dir: dataDir })
  try {
    const to = await openNamed({ url, before: (pool) => refuseFilled(pool, filledWords) })
    try {
      return await inTransaction(from, 'read', async (source) => {
        await source.query(PLAIN_TEXT)
        const unfinished = await unfinishedRuns(source)
        if (unfinished > 0 && !withRuns) throw new BackupFault(`${unfinished} run${unfinished === 1 ? ' is' : 's are'} not over. Let them end first, or take them along with --with-runs: they go on where they stand when a server starts there. Nothing was moved.`)
        const tables = await inTransaction(to, 'write', (target) => copy({ source, target, dataDir, url }))
        return { tables, unfinished }
      }).catch((error: unknown) => {
        // the mark is set just before the copy is committed
        unmarkMoved(dataDir)
        throw error
      })
    } finally {
      await to.close()
    }
  } finally {
    await from.close()
  }
}

const filledWords = (tables: string) => `There is something in the PostgreSQL database already (${tables}), and only an empty one can be moved into. Nothing was moved.`

async function unfinishedRuns(client: PoolClient): Promise<number> {
  const { rows } = await client.query<{ count: string }>('SELECT count(*) FROM run WHERE status = ANY($1)', [UNFINISHED])
  return Number(rows[0]?.count ?? 0)
}

async function copy({ source, target, dataDir, url }: { readonly source: PoolClient; readonly target: PoolClient; readonly dataDir: string; readonly url: string }): Promise<Moved['tables']> {
  const loader = await TableLoader.open(target)
  const tables: { [table: string]: TableCounts } = {}
  for (const table of await storedTables(source)) {
    await loader.begin({ table: table.name, columns: table.columns.map(({ name }) => name) })
    const digest = new RowsDigest()
    for await (const rows of tableRows(source, table)) {
      for (const row of rows) {
        digest.add(row)
        await loader.add(row)
      }
    }
    tables[table.name] = digest.counts()
  }
  await loader.flush()
  await loader.compare(tables)
  markMoved(dataDir, withoutPassword(url))
  return tables
}
