import { UNFINISHED } from '../cluster/run-leases.ts'
import type { Database } from '../db/index.ts'

export interface DatabaseCounts {
  readonly bytes: number
  readonly runs: readonly { readonly status: string; readonly count: number }[]
  readonly waiting: number
  readonly placed: number
  readonly servers: number
  readonly owned: number
  readonly orphaned: number
  readonly openUndos: number
  readonly troubles: number
}

/** What is shown even at zero, so that an alert on it has something to compare. */
const SHOWN = [...UNFINISHED, 'halted', 'rollback_incomplete']

/** By indexes alone: nothing that grows with the history. */
export async function databaseCounts({ pool }: Database, serverId: string): Promise<DatabaseCounts> {
  const { rows } = await pool.query<{ counts: Omit<DatabaseCounts, 'runs'> & { readonly runs: { readonly [status: string]: number } | null } }>(
    `SELECT json_build_object(
      'bytes', pg_database_size(current_database()),
      'runs', (SELECT json_object_agg(status, count) FROM (SELECT status, count(*) AS count FROM run WHERE status = ANY($1) GROUP BY status) s),
      'waiting', (SELECT count(*) FROM run_place WHERE placed_at IS NULL AND lease_until > now()),
      'placed', (SELECT count(*) FROM run_place WHERE placed_at IS NOT NULL AND lease_until > now()),
      'servers', (SELECT count(*) FROM server WHERE expires_at > now()),
      'owned', (SELECT count(*) FROM run WHERE status = ANY($2) AND owner_id = $3),
      'orphaned', (SELECT count(*) FROM run WHERE status = ANY($2) AND NOT EXISTS (SELECT 1 FROM server WHERE server.id = run.owner_id AND server.expires_at > now())),
      'openUndos', (SELECT count(*) FROM open_undo),
      'troubles', (SELECT count(*) FROM trigger WHERE enabled AND trouble IS NOT NULL)) AS counts`,
    [SHOWN, UNFINISHED, serverId],
  )
  const counts = rows[0]?.counts
  if (counts === undefined) throw new Error('the database answered nothing')
  return { ...counts, runs: SHOWN.map((status) => ({ status, count: counts.runs?.[status] ?? 0 })) }
}
