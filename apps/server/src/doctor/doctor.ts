import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { userOf, type FolderUser } from '../db/folder-lock.ts'
import { openDatabase } from '../db/index.ts'
import { readSettings, VARIABLES, type Settings } from '../env.ts'
import { existingKey } from '../secret/secret-key.ts'
import { fail, ok, warn, type Finding } from './finding.ts'
import { lookAtDatabase } from './look-at-database.ts'
import { lookAtMachine } from './look-at-machine.ts'

/** Asks the running server at this address what it sees in its embedded database, which lets nobody else in. */
export type AskServer = (server: string) => Promise<readonly Finding[]>

/** Looks at everything that keeps servers from working; changes nothing. */
export async function doctor(variables: NodeJS.ProcessEnv, ask: AskServer): Promise<readonly Finding[]> {
  const strange = unknownVariables(variables)
  let settings: Settings
  try {
    settings = readSettings(variables)
  } catch (error) {
    return [...strange, fail('settings', error instanceof Error ? error.message : String(error), 'Correct the environment variables; docs/reference/environment.md has them all.')]
  }
  const user = settings.databaseUrl === undefined ? await userOf(settings.dataDir) : undefined
  return [...strange, ok('settings', 'The environment variables are valid.'), ...(await lookAtMachine(settings, { mine: user !== undefined })), ...(await database(settings, { user, ask }))]
}

/** A name that nobody reads is a slip of the pen. */
function unknownVariables(variables: NodeJS.ProcessEnv): readonly Finding[] {
  const strange = Object.keys(variables).filter((name) => name.startsWith('EDDY_') && !/^EDDY_(SECRET|E2E|BENCH)_/.test(name) && !VARIABLES.has(name))
  return strange.length === 0 ? [] : [warn('settings', `Nobody reads ${strange.join(', ')}.`, 'Correct the name; docs/reference/environment.md has them all.')]
}

interface Asking {
  readonly user: FolderUser | undefined
  readonly ask: AskServer
}

async function database(settings: Settings, { user, ask }: Asking): Promise<readonly Finding[]> {
  const { databaseUrl: url, dataDir, leaseMs, secretKey } = settings
  try {
    if (user?.url !== undefined) return await ask(user.url)
    if (user) return [fail('database', `Another Eddy program is using ${dataDir}, and is no server that is ready.`, 'Look again when it is, or has ended.')]
    if (url === undefined && !existsSync(join(dataDir, 'pg', 'PG_VERSION'))) return [ok('database', 'There is no embedded database yet; the first start makes it.')]
    // nothing is migrated: who asks for a diagnosis has not asked for a change
    const db = await openDatabase({ url, dir: dataDir, only: new Set() })
    try {
      return await lookAtDatabase(db, { leaseMs, keyId: existingKey({ given: secretKey, dataDir })?.id })
    } finally {
      await db.close()
    }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return [fail('database', `It cannot be looked at: ${message || 'nobody answers'}.`, url === undefined ? 'Look at the sentence above; the log of the server may say more.' : 'Look whether the server at DATABASE_URL runs, and lets this user in.')]
  }
}
