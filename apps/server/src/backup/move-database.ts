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
import { filledTables, refuseFilled, TableLoader } from './load-tables.ts'
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
        let copied: Moved['tables'] | undefined
        const tables = await inTransaction(to, 'write', async (target) => {
          copied = await copy(source, target)
          // before it is committed: at no moment may servers start with either
          markMoved(dataDir, withoutPassword(url))
          return copied
        }).catch(async (error: unknown) => {
          if (copied === undefined) throw error
          if (await hasArrived({ dataDir, url })) return copied
          unmarkMoved(dataDir)
          throw error
        })
        return { tables, unfinished }
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

/** Whether the copy is there, where the connection broke while it was committed. The commit holds a lock until it is decided. */
async function hasArrived({ dataDir, url }: Pick<MoveOptions, 'dataDir' | 'url'>): Promise<boolean> {
  try {
    const to = await openNamed({ url })
    try {
      return await inTransaction(to, 'write', async (client) => {
        await client.query('SET LOCAL lock_timeout = 10000')
        await client.query('LOCK TABLE workflow IN SHARE MODE')
        return (await filledTables(client)).length > 0
      })
    } finally {
      await to.close()
    }
  } catch (error) {
    throw new BackupFault(`The connection to ${withoutPassword(url)} broke while the copy was committed there, and whether it was cannot be found out: ${error instanceof Error ? error.message : String(error)} So no server starts with ${dataDir} any more. Look into that database: if it has the workflows, start servers with DATABASE_URL; if it has none, delete ${join(dataDir, 'moved.json')} and move again.`)
  }
}

async function copy(source: PoolClient, target: PoolClient): Promise<Moved['tables']> {
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
  return tables
}
