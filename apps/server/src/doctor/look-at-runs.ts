import { UNFINISHED } from '../cluster/run-leases.ts'
import type { Database } from '../db/index.ts'
import { fail, ok, warn, type Finding } from './finding.ts'

const SHOWN = 5
const DAY = '1 day'

/** Servers, runs, triggers: what stands still and needs somebody. */
export async function lookAtRuns(db: Database): Promise<readonly Finding[]> {
  return [await servers(db), await stuckRuns(db), await halted(db), await openUndos(db), await triggers(db)]
}

async function servers({ pool, kind }: Database): Promise<Finding> {
  const { rows } = await pool.query<{ name: string; alive: boolean }>('SELECT name, expires_at > now() AS alive FROM server ORDER BY name')
  const alive = rows.filter((row) => row.alive).map(({ name }) => name)
  const gone = rows.filter((row) => !row.alive).map(({ name }) => name)
  if (kind === 'embedded') return ok('servers', 'The embedded database has one server at most.')
  if (gone.length > 0) return warn('servers', `${alive.length} alive (${some(alive)}); gone without a word within the last hour: ${some(gone)}.`, 'Look at their logs: they were killed, or cannot reach the database.')
  return ok('servers', alive.length === 0 ? 'None runs.' : `${alive.length} alive: ${some(alive)}.`)
}

/** Nobody living has them in hand, although somebody could. Where no server runs they only wait for one. */
async function stuckRuns({ pool, kind }: Database): Promise<Finding> {
  const { rows } = await pool.query<{ id: string }>('SELECT id FROM run WHERE status = ANY($1) AND NOT EXISTS (SELECT 1 FROM server WHERE server.id = run.owner_id AND server.expires_at > now()) ORDER BY started_at', [UNFINISHED])
  const running = await pool.query<{ alive: boolean }>("SELECT EXISTS (SELECT 1 FROM server WHERE expires_at BETWEEN now() AND '9000-01-01') AS alive")
  if (rows.length === 0) return standingStill(pool)
  const words = `${rows.length} unfinished run${rows.length === 1 ? ' is' : 's are'} in nobody's hands: ${some(rows.map(({ id }) => id))}.`
  if (kind === 'server' && running.rows[0]?.alive) return fail('runs', words, 'Servers take such runs up within a lease. If these stay, the log of the servers says why.')
  return warn('runs', words, 'Start a server: they go on.')
}

/** As the servers themselves have found. */
async function standingStill(pool: Database['pool']): Promise<Finding> {
  const { rows } = await pool.query<{ id: string; reason: string | null }>('SELECT id, stuck_reason AS reason FROM run WHERE stuck_at IS NOT NULL AND status = ANY($1) ORDER BY started_at', [UNFINISHED])
  if (rows.length === 0) return ok('runs', 'None is without a server or stands still.')
  return fail('runs', `${rows.length} stand${rows.length === 1 ? 's' : ''} still though nothing holds them up: ${some(rows.map(({ id, reason }) => `${id}${reason === null ? '' : ` (${reason})`}`))}.`, 'Look at them; halt and resume one to have it taken up anew. The log of its server may say why.')
}

async function halted({ pool }: Database): Promise<Finding> {
  const { rows } = await pool.query<{ id: string }>("SELECT id FROM run WHERE status = 'halted' ORDER BY started_at")
  return rows.length === 0 ? ok('halted runs', 'None.') : warn('halted runs', `${rows.length}: ${some(rows.map(({ id }) => id))}.`, 'Each waits for somebody to let it go on or to cancel it (eddy runs list --status halted).')
}

async function openUndos({ pool }: Database): Promise<Finding> {
  const { rows } = await pool.query<{ run_id: string; step: string }>('SELECT run_id, step FROM open_undo ORDER BY since')
  return rows.length === 0 ? ok('left in place', 'Nothing.') : warn('left in place', `${rows.length}: ${some(rows.map(({ run_id, step }) => `${step} of ${run_id}`))}.`, 'See to them in the workbench: each is something in the world that should not be there, or may not be.')
}

async function triggers({ pool }: Database): Promise<Finding> {
  const troubled = await pool.query<{ name: string; trouble: string }>('SELECT name, trouble FROM trigger WHERE enabled AND trouble IS NOT NULL ORDER BY name')
  if (troubled.rows.length > 0) return fail('triggers', some(troubled.rows.map(({ name, trouble }) => `"${name}" cannot work: ${trouble}`)), 'Change or pause them (eddy trigger list).')
  const refused = await pool.query<{ name: string; count: number }>(`SELECT t.name, count(*)::int AS count FROM trigger_firing f JOIN trigger t ON t.id = f.trigger_id WHERE f.state = 'refused' AND NOT f.test AND f.at > now() - interval '${DAY}' GROUP BY t.name ORDER BY count(*) DESC`)
  if (refused.rows.length > 0) return warn('triggers', `Fired in vain within the last day: ${some(refused.rows.map(({ name, count }) => `"${name}" ${count} times`))}.`, 'What arrived did not fit the workflow; each firing says why.')
  return ok('triggers', 'None is in trouble.')
}

function some(names: readonly string[]): string {
  return `${names.slice(0, SHOWN).join(', ')}${names.length > SHOWN ? ` and ${names.length - SHOWN} more` : ''}`
}
