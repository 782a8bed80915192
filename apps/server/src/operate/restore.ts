import { BackupFault } from '../backup/backup-fault.ts'
import { restoreBackup, type Restored } from '../backup/restore-backup.ts'
import { userOf } from '../db/folder-lock.ts'
import { readSettings } from '../env.ts'

/** Restores where the environment points, which must be empty. */
export async function restore(path: string, variables: NodeJS.ProcessEnv): Promise<Restored & { readonly into: string }> {
  const { databaseUrl: url, dataDir, files, secretKey } = readSettings(variables)
  if (url === undefined && (await userOf(dataDir))) throw new BackupFault(`A server is using ${dataDir}. Stop it first, or name another folder with EDDY_DATA.`)
  return { ...(await restoreBackup({ path, url, dataDir, folders: files, givenKey: secretKey })), into: url === undefined ? dataDir : 'the PostgreSQL server of DATABASE_URL' }
}
