import { BackupFault } from '../backup/backup-fault.ts'
import { moveDatabase, type Moved } from '../backup/move-database.ts'
import { withoutPassword } from '../backup/open-named.ts'
import { readSettings } from '../env.ts'

/** Moves the embedded database of the data folder to a PostgreSQL server. */
export async function move(to: string, { variables, withRuns }: { readonly variables: NodeJS.ProcessEnv; readonly withRuns: boolean }): Promise<Moved & { readonly dataDir: string; readonly to: string }> {
  if (!/^postgres(ql)?:\/\//.test(to) || !URL.canParse(to)) throw new BackupFault(`--to takes the address of a PostgreSQL database, such as postgres://user@host/eddy.`)
  // what is moved is the embedded database, whatever DATABASE_URL says by now
  const { dataDir } = readSettings({ ...variables, DATABASE_URL: undefined })
  return { ...(await moveDatabase({ dataDir, url: to, withRuns })), dataDir, to: withoutPassword(to) }
}
