import { stat } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { BackupFault } from '../backup/backup-fault.ts'
import { checkBackup, type CheckedBackup } from '../backup/backup-reader.ts'
import { makeBackup } from '../backup/make-backup.ts'
import { isInUse } from '../db/embedded.ts'
import { openDatabase } from '../db/index.ts'
import { readSettings } from '../env.ts'
import { existingKey } from '../secret/secret-key.ts'

/** Has the running server write its backup to `path`: nobody else is let into its embedded database. */
export type FetchBackup = (path: string) => Promise<void>

export interface BackedUp extends CheckedBackup {
  readonly bytes: number
}

/** Writes a backup and reads it back. */
export async function backup(path: string, { variables, withKey, fetch }: { readonly variables: NodeJS.ProcessEnv; readonly withKey: boolean; readonly fetch: FetchBackup }): Promise<BackedUp> {
  const settings = readSettings(variables)
  const { databaseUrl: url, dataDir, files, secretKey } = settings
  if (existsSync(path)) throw new BackupFault(`There is something at ${path} already; a backup is never written over anything.`)
  if (url === undefined && (await isInUse(dataDir))) {
    if (withKey) throw new BackupFault(`A server is using ${dataDir} and does not give its key away. Make the backup without --with-key, and copy ${join(dataDir, 'secret.key')} to another place yourself.`)
    await fetch(path)
  } else await direct({ path, url, dataDir, folders: files, key: withKey ? keyText(secretKey, dataDir) : undefined })
  return { ...(await checkBackup(path)), bytes: (await stat(path)).size }
}

function keyText(given: string | undefined, dataDir: string): string {
  const key = existingKey({ given, dataDir })
  if (!key) throw new BackupFault(`There is no key of secrets in ${dataDir}.`)
  return key.text
}

interface Direct {
  readonly path: string
  readonly url: string | undefined
  readonly dataDir: string
  readonly folders: { readonly workspace: string; readonly journal: string }
  readonly key: string | undefined
}

async function direct({ path, url, dataDir, folders, key }: Direct): Promise<void> {
  if (url === undefined && !existsSync(join(dataDir, 'pg', 'PG_VERSION'))) throw new BackupFault(`There is no embedded database in ${dataDir}. Name its folder with EDDY_DATA, or a PostgreSQL server with DATABASE_URL.`)
  // as it is: a backup migrates nothing
  const db = await openDatabase({ url, dir: dataDir, only: new Set() })
  try {
    await makeBackup({ db, path, folders, key })
  } finally {
    await db.close()
  }
}
