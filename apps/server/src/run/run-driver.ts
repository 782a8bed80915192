import { UNFINISHED } from '../cluster/run-leases.ts'
import type { Database } from '../db/index.ts'

/** The server that has a run in hand, or had it when it ended or halted. */
export interface RunDriver {
  /** Its host and process, for people to read. */
  readonly server: string
  /** "embedded", or "restate" and the version of Eddy; null of a server that does not say. */
  readonly engine: string | null
  /** Which Eddy it is; null of a server that does not say. */
  readonly version: string | null
  /** False: its lease has ended, and another server takes the run up. Null: the run is over or halted, and nobody has it in hand. */
  readonly alive: boolean | null
}

/** The value of a run's column `driver` as it is written: null while the run is under way, when its owner's lease says it. Both are names of columns. */
export function driverSql({ status, owner }: { readonly status: string; readonly owner: string }): string {
  const underWay = UNFINISHED.map((one) => `'${one}'`).join()
  // a run that is written for the first time may have no status of its own yet
  return `CASE WHEN ${status} NOT IN (${underWay}) THEN (SELECT jsonb_build_object('server', server.name, 'engine', server.engine, 'version', server.version) FROM server WHERE server.id = ${owner}) END`
}

const DRIVER = `SELECT run.status = ANY($2::text[]) AS under_way, run.driver, server.name AS server, server.engine, server.version, server.expires_at > now() AS alive
FROM run LEFT JOIN server ON server.id = run.owner_id WHERE run.id = $1`

interface Row extends RunDriver {
  readonly under_way: boolean
  readonly driver: Omit<RunDriver, 'alive'> | null
}

/** Null where it is not known: the run's server has gone and is forgotten, or the run ended before that was written down. */
export async function driverOf({ pool }: Pick<Database, 'pool'>, runId: string): Promise<RunDriver | null> {
  const { rows: [row] } = await pool.query<Row>({ name: 'driver_of_run', text: DRIVER, values: [runId, UNFINISHED] })
  if (row === undefined) return null
  if (!row.under_way) return row.driver === null ? null : { ...row.driver, alive: null }
  const { server, engine, version, alive } = row
  return alive === null ? null : { server, engine, version, alive }
}
