import { UNFINISHED } from '../cluster/run-leases.ts'
import type { Database } from '../db/index.ts'

/** The newest living server of another engine that came after this one ($1), and how many runs are still under way here. One that has just come may still be refused: it counts after $3 milliseconds. */
const SUCCESSOR = `SELECT heir.engine, (SELECT count(*)::int FROM run WHERE owner_id = $1 AND status = ANY($2::text[])) AS runs
  FROM server me JOIN server heir ON heir.engine <> me.engine AND heir.started_at > me.started_at AND heir.expires_at > now() AND heir.started_at < now() - $3::int * interval '1 millisecond'
  WHERE me.id = $1 ORDER BY heir.started_at DESC LIMIT 1`

/** A server waits for one and a half before it is refused. */
const LEASES_TO_START = 2

/** Says of a server that another version has come beside it, how many runs go on here, and when none is left. */
export function watchForSuccessor({ pool }: Database, { serverId, engine, leaseMs, say }: { readonly serverId: string; readonly engine: string; readonly leaseMs: number; readonly say: (sentence: string) => void }): () => Promise<void> {
  let told: string | undefined
  let drained = false
  return async () => {
    const { rows: [found] } = await pool.query<{ engine: string; runs: number }>({ name: 'successor', text: SUCCESSOR, values: [serverId, UNFINISHED, leaseMs * LEASES_TO_START] })
    if (found && found.engine !== told) say(`A server of another version (${found.engine}) works beside this one (${engine}). What is under way here goes on here: ${found.runs} run${found.runs === 1 ? '' : 's'}.`)
    told = found?.engine
    const isDrained = found?.runs === 0
    if (isDrained && !drained) say(`No run is under way on this server (${engine}): it can be stopped, and ${found.engine} goes on.`)
    drained = isDrained
  }
}
