import { UNFINISHED } from '../cluster/run-leases.ts'
import type { Database } from '../db/index.ts'

/** The server that has a run in hand. */
export interface RunDriver {
  /** Its host and process, for people to read. */
  readonly server: string
  /** "embedded", or "restate" and the version of Eddy; null of a server that does not say. */
  readonly engine: string | null
  /** False: its lease has ended, and another server takes the run up. */
  readonly alive: boolean
}

const DRIVER = `SELECT server.name AS server, server.engine, server.expires_at > now() AS alive FROM run JOIN server ON server.id = run.owner_id WHERE run.id = $1 AND run.status = ANY($2::text[])`

/** Null of a run that nobody has in hand: it is over, is halted, or its server has gone and is forgotten. */
export async function driverOf({ pool }: Pick<Database, 'pool'>, runId: string): Promise<RunDriver | null> {
  const { rows: [driver] } = await pool.query<RunDriver>({ name: 'driver_of_run', text: DRIVER, values: [runId, UNFINISHED] })
  return driver ?? null
}
