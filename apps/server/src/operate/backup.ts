import { rename, rm, stat } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { BackupFault } from '../backup/backup-fault.ts'
import { checkBackup, type CheckedBackup } from '../backup/backup-reader.ts'
import { makeBackup } from '../backup/make-backup.ts'
import { openNamed } from '../backup/open-named.ts'
import { openUnfinished, unfinishedPath } from '../backup/open-unfinished.ts'
import { userOf } from '../db/folder-lock.ts'
import { readSettings } from '../env.ts'
import { existingKey } from '../secret/secret-key.ts'

/** The backup that the running server at this address makes of itself: nobody else is let into its embedded database. */
export type FetchBackup = (server: string) => Promise<Readable>

interface BackupOptions {
  readonly variables: NodeJS.ProcessEnv
  readonly withKey: boolean
  /** The address of the one that is meant, whatever is on this machine. */
  readonly server: string | undefined
  readonly fetch: FetchBackup
}

export interface BackedUp extends CheckedBackup {
  readonly bytes: number
}

/** Writes a backup and reads it back. */
export async function backup(path: string, { variables, withKey, server, fetch }: BackupOptions): Promise<BackedUp> {
  const { databaseUrl: url, dataDir, files, secretKey } = readSettings(variables)
  if (existsSync(path)) throw new BackupFault(`There is something at ${path} already; a backup is never written over anything.`)
  const running = server ?? (url === undefined ? await serverOf(dataDir, variables['EDDY_URL']) : undefined)
  if (running !== undefined) {
    if (withKey) throw new BackupFault(`The server at ${running} is running and does not give its key away. Make the backup without --with-key, and copy secret.key of its data folder to another place yourself.`)
    await keep(await fetch(running), path)
  } else await direct({ path, url, dataDir, folders: files, key: withKey ? keyText(secretKey, dataDir) : undefined })
  return { ...(await checkBackup(path)), bytes: (await stat(path)).size }
}

async function keep(backup: Readable, path: string): Promise<void> {
  const file = await openUnfinished(path)
  try {
    await pipeline(backup, file.createWriteStream())
    await rename(unfinishedPath(path), path)
  } catch (error) {
    await rm(unfinishedPath(path), { force: true })
    throw new BackupFault(`The backup could not be fetched: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** The address of the running server whose folder this is, or of the one that is spoken to where there is no database here. */
async function serverOf(dataDir: string, spokenTo: string | undefined): Promise<string | undefined> {
  const user = await userOf(dataDir)
  if (user?.url !== undefined) return user.url
  if (user) throw new BackupFault(`Another Eddy program is using ${dataDir}, and is no server that is ready. Try again when it is, or has ended.`)
  return existsSync(join(dataDir, 'pg', 'PG_VERSION')) ? undefined : spokenTo
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
  if (url === undefined && !existsSync(join(dataDir, 'pg', 'PG_VERSION'))) throw new BackupFault(`There is no embedded database in ${dataDir}. Name its folder with EDDY_DATA, a PostgreSQL server with DATABASE_URL, or a running server with --server.`)
  // as it is: a backup migrates nothing
  const db = await openNamed({ url, dir: dataDir, only: new Set() })
  try {
    await makeBackup({ db, path, folders, key })
  } finally {
    await db.close()
  }
}
