import type { Database } from '../db/index.ts'
import { migrationsDir } from '../db/index.ts'
import { migrationNames } from '../db/migration-names.ts'
import { lookAtRuns } from './look-at-runs.ts'
import { fail, ok, warn, type Finding } from './finding.ts'

/** The oldest PostgreSQL that this is tested with. */
const OLDEST = 15
const SKEW_MS = 1000

/** What the database says of itself and of what is in it. `leaseMs`: what the clocks must agree within. */
export async function lookAtDatabase(db: Database, { leaseMs, keyId }: { readonly leaseMs: number; readonly keyId: string | undefined }): Promise<readonly Finding[]> {
  const migrated = await migrations(db)
  const first = [await version(db), migrated, await clock(db, leaseMs)]
  // tables may be missing
  if (migrated.status === 'fail') return first
  return [...first, await secrets(db, keyId), ...(await lookAtRuns(db))]
}

async function version({ pool, kind }: Database): Promise<Finding> {
  const { rows } = await pool.query<{ number: string; words: string }>("SELECT current_setting('server_version_num') AS number, current_setting('server_version') AS words")
  const number = Math.floor(Number(rows[0]?.number ?? 0) / 10_000)
  const words = `${kind === 'embedded' ? 'The embedded database' : 'The server'} is PostgreSQL ${rows[0]?.words ?? '?'}.`
  return number >= OLDEST ? ok('database', words) : warn('database', words, `Eddy is tested with ${OLDEST} and newer; upgrade the server.`)
}

async function migrations({ pool }: Database): Promise<Finding> {
  const { rows } = await pool.query<{ name: string; done: boolean }>('SELECT migration_name AS name, finished_at IS NOT NULL AS done FROM "_prisma_migrations" WHERE rolled_back_at IS NULL')
  const broken = rows.filter(({ done }) => !done).map(({ name }) => name)
  if (broken.length > 0) return fail('migrations', `These have failed: ${broken.join(', ')}.`, 'Repair the database by hand or restore a backup, then run "npm run prisma migrate resolve".')
  const known = migrationNames(migrationsDir)
  const done = new Set(rows.map(({ name }) => name))
  const newer = [...done].filter((name) => !known.includes(name))
  if (newer.length > 0) return warn('migrations', `A newer Eddy has changed the database (${newer.join(', ')}).`, 'Start that one here too; an older one may not understand what it writes.')
  const open = known.filter((name) => !done.has(name))
  if (open.length === 0) return ok('migrations', `All ${known.length} are done.`)
  return done.size === 0 ? fail('migrations', 'The database has no tables yet.', 'Start the server: it makes them.') : fail('migrations', `${open.length} are not done yet: ${open.join(', ')}.`, 'Start the server: it carries them out. Make a backup before.')
}

/** All that is waited for goes by the database's clock; files, signatures of other services and this machine's log by its own. */
async function clock({ pool }: Database, leaseMs: number): Promise<Finding> {
  const before = Date.now()
  const { rows } = await pool.query<{ now: Date }>('SELECT clock_timestamp() AS now')
  const after = Date.now()
  const skew = (rows[0]?.now.getTime() ?? 0) - (before + after) / 2
  // what the question itself may account for
  const off = Math.max(0, Math.abs(skew) - (after - before) / 2)
  const words = `The clocks of this machine and of the database are ${Math.round(off)} ms apart.`
  if (off > leaseMs) return fail('clock', words, 'Let both machines keep their time by NTP; times that steps tell to other services are wrong.')
  return off > SKEW_MS ? warn('clock', words, 'Let both machines keep their time by NTP.') : ok('clock', words)
}

async function secrets({ pool }: Database, keyId: string | undefined): Promise<Finding> {
  const { rows } = await pool.query<{ name: string; key_id: string }>('SELECT name, key_id FROM secret ORDER BY name')
  const shut = rows.filter(({ key_id }) => key_id !== keyId)
  if (shut.length === 0) return ok('secrets', rows.length === 0 ? 'None are stored.' : `The key opens all ${rows.length}.`)
  return fail('secrets', `${shut.length} cannot be opened with the key that is here: ${shut.slice(0, 5).map(({ name }) => name).join(', ')}${shut.length > 5 ? ' …' : ''}.`, 'Put the key back that they were sealed with (secret.key in the data folder, or EDDY_SECRET_KEY), or set them again.')
}
