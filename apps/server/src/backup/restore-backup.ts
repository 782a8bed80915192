import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { migrationsDir, migrate, type Database } from '../db/index.ts'
import { migrationNames } from '../db/migration-names.ts'
import { existingKey, writeKey } from '../secret/secret-key.ts'
import { BackupFault } from './backup-fault.ts'
import { fileSchema, keySchema, tableSchema, type BackupHeader } from './backup-format.ts'
import { backupLines, checkBackup, parsed, type CheckedBackup } from './backup-reader.ts'
import { inTransaction } from './in-transaction.ts'
import { refuseFilled, TableLoader } from './load-tables.ts'
import { openNamed } from './open-named.ts'
import { RestoredFolders } from './restored-folders.ts'

export interface RestoreOptions {
  readonly path: string
  /** Of PostgreSQL; the embedded database of `dataDir` when left out. */
  readonly url: string | undefined
  readonly dataDir: string
  readonly folders: { readonly workspace: string; readonly journal: string }
  /** EDDY_SECRET_KEY. */
  readonly givenKey: string | undefined
}

export interface Restored extends CheckedBackup {
  /** Whether the secrets can be opened here. */
  readonly secrets: 'none' | 'readable' | 'key missing'
}

/** Puts a backup where nothing is: all of it, or nothing. The file is read and checked as a whole first. */
export async function restoreBackup({ path, url, dataDir, folders, givenKey }: RestoreOptions): Promise<Restored> {
  const checked = await checkBackup(path)
  const { header, end } = checked
  refuseNewer(header)
  const files = new RestoredFolders({ workspace: folders.workspace, 'file-journals': folders.journal })
  await files.refuseFilled()
  const key = existingKey({ given: givenKey, dataDir })
  const db = await openNamed({ url, dir: dataDir, only: new Set(header.migrations.map(({ name }) => name)), before: (pool) => refuseFilled(pool, filledWords) })
  let wroteKey = false
  const keepKey = (text: string) => {
    if (key !== undefined) return
    writeKey(dataDir, text)
    wroteKey = true
  }
  try {
    await refuseNewlySetUp(db, header)
    await inTransaction(db, 'write', async (client) => {
      const loader = await TableLoader.open(client)
      await load(path, { loader, files, keepKey })
      await loader.compare(end.tables)
      await files.place()
    })
  } catch (error) {
    await files.remove()
    if (wroteKey) rmSync(join(dataDir, 'secret.key'), { force: true })
    await db.close()
    throw error
  }
  try {
    await migrate(db.pool, migrationsDir)
  } finally {
    await db.close()
  }
  const ids = header.keyId?.split(' ')
  const mine = existingKey({ given: givenKey, dataDir })?.id ?? ''
  return { ...checked, secrets: ids === undefined ? 'none' : ids.every((id) => id === mine) ? 'readable' : 'key missing' }
}

function refuseNewer({ migrations, eddy }: BackupHeader): void {
  const known = new Set(migrationNames(migrationsDir))
  const unknown = migrations.filter(({ name }) => !known.has(name))
  if (unknown.length > 0) throw new BackupFault(`The backup was made by a newer Eddy (${eddy}): this one does not know ${unknown.map(({ name }) => name).join(', ')}. Restore it with that Eddy. Nothing was restored.`)
}

const filledWords = (tables: string) => `There is something in the database already (${tables}), and a backup is restored only into an empty one. Name another with DATABASE_URL or EDDY_DATA. Nothing was changed.`

async function refuseNewlySetUp(db: Database, { migrations }: BackupHeader): Promise<void> {
  const client = await db.pool.connect()
  try {
    const { rows } = await client.query<{ name: string }>('SELECT migration_name AS name FROM "_prisma_migrations" WHERE rolled_back_at IS NULL')
    const wanted = new Set(migrations.map(({ name }) => name))
    if (rows.some(({ name }) => !wanted.has(name))) throw new BackupFault('The database is empty, but a newer Eddy than that of the backup has set it up. Restore into one that nothing has used. Nothing was changed.')
  } finally {
    client.release()
  }
}

interface Loading {
  readonly loader: TableLoader
  readonly files: RestoredFolders
  readonly keepKey: (text: string) => void
}

async function load(path: string, loading: Loading): Promise<void> {
  for await (const lines of backupLines(path)) {
    for (const line of lines) {
      if (line.startsWith('r')) await loading.loader.add(line.slice(1))
      else if (line.startsWith('d')) await loading.files.piece(line.slice(1))
      else await begin(parsed(line), loading)
    }
  }
  await loading.loader.flush()
}

async function begin(said: unknown, { loader, files, keepKey }: Loading): Promise<void> {
  const table = tableSchema.safeParse(said)
  if (table.success) return loader.begin(table.data)
  await loader.flush()
  const file = fileSchema.safeParse(said)
  if (file.success) return files.begin(file.data)
  const key = keySchema.safeParse(said)
  if (key.success) keepKey(key.data.key)
}
