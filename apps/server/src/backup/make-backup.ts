import { rename, rm } from 'node:fs/promises'
import type { PoolClient } from 'pg'
import type { Database } from '../db/index.ts'
import { VERSION } from '../system/version.ts'
import { BACKUP_VERSION, type BackupEnd, type BackupHeader, type TableCounts } from './backup-format.ts'
import { BackupWriter } from './backup-writer.ts'
import { openUnfinished, unfinishedPath } from './open-unfinished.ts'
import { filePieces, folderEntries } from './folder-entries.ts'
import { inTransaction } from './in-transaction.ts'
import { RowsDigest } from './rows-digest.ts'
import { storedTables } from './stored-tables.ts'
import { PLAIN_TEXT, tableRows } from './table-rows.ts'

export interface BackupOptions {
  readonly db: Database
  /** Where it goes; nothing may be there. */
  readonly path: string
  readonly folders: { readonly workspace: string; readonly journal: string }
  /** The key of the secrets, to be put into the backup. */
  readonly key?: string | undefined
}

/** Writes everything into one file: the database as it is at one moment, then the files. The file has its name only when it is whole. */
export async function makeBackup({ db, path, folders, key }: BackupOptions): Promise<{ readonly header: BackupHeader; readonly end: BackupEnd }> {
  const unfinished = unfinishedPath(path)
  const writer = new BackupWriter(await openUnfinished(path))
  try {
    const { header, tables } = await inTransaction(db, 'read', async (client) => {
      await client.query(PLAIN_TEXT)
      const made = await headerOf(client, { from: db.kind === 'server' ? 'postgresql' : 'embedded', withKey: key !== undefined })
      await writer.line(`#${JSON.stringify(made)}`)
      return { header: made, tables: await writeTables(client, writer) }
    })
    if (key !== undefined) await writer.line(`#${JSON.stringify({ key })}`)
    const files = (await writeFolder(writer, folders.workspace, 'workspace')) + (await writeFolder(writer, folders.journal, 'file-journals'))
    const end = { tables, files }
    await writer.end(end)
    await rename(unfinished, path)
    return { header, end }
  } catch (error) {
    await writer.abandon()
    await rm(unfinished, { force: true })
    throw error
  }
}

async function headerOf(client: PoolClient, { from, withKey }: Pick<BackupHeader, 'from' | 'withKey'>): Promise<BackupHeader> {
  const migrations = await client.query<{ name: string; checksum: string }>('SELECT migration_name AS name, checksum FROM "_prisma_migrations" WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY migration_name')
  const keys = await client.query<{ id: string }>('SELECT DISTINCT key_id AS id FROM secret ORDER BY id')
  return { eddyBackup: BACKUP_VERSION, eddy: VERSION, madeAt: new Date().toISOString(), from, migrations: migrations.rows, keyId: keys.rows.length === 0 ? null : keys.rows.map(({ id }) => id).join(' '), withKey }
}

async function writeTables(client: PoolClient, writer: BackupWriter): Promise<{ readonly [table: string]: TableCounts }> {
  const tables: { [table: string]: TableCounts } = {}
  for (const table of await storedTables(client)) {
    await writer.line(`#${JSON.stringify({ table: table.name, columns: table.columns.map(({ name }) => name) })}`)
    const digest = new RowsDigest()
    for await (const rows of tableRows(client, table)) {
      for (const row of rows) digest.add(row)
      await writer.lines(rows.map((row) => `r${row}`))
    }
    tables[table.name] = digest.counts()
  }
  return tables
}

async function writeFolder(writer: BackupWriter, root: string, folder: 'workspace' | 'file-journals'): Promise<number> {
  let files = 0
  for await (const entry of folderEntries(root, folder)) {
    await writer.line(`#${JSON.stringify(entry)}`)
    files++
    if (entry.kind === 'file') for await (const piece of filePieces(`${root}/${entry.file}`)) await writer.line(`d${piece}`)
  }
  return files
}
