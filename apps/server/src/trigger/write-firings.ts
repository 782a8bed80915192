import type { Problem } from '@eddy/workflow'
import type { Database } from '../db/index.ts'
import { definitionHash } from '../run/definition.ts'
import { columnsOfRun, newRow, RUN_COLUMNS, type NewRun } from '../run/insert-run.ts'
import { LEASE_MS, type NewFiring } from './claim-firings.ts'

/** A firing, and what it has come to. */
export interface JudgedFiring {
  readonly id: string
  readonly triggerId: string
  readonly firing: NewFiring
  /** `claimed`: it is still to be brought to its run. */
  readonly state: 'claimed' | 'started' | 'refused' | 'skipped'
  readonly runId: string | null
  readonly reason: string | null
  readonly problems: readonly Problem[]
  /** The run that it starts. */
  readonly next?: NewRun
}

interface Writing {
  readonly judged: readonly JudgedFiring[]
  readonly serverId: string
  readonly now: Date
}

/**
 * In one transaction: of a firing and its run there are both or neither, and of a key that has fired already, or a trigger that was removed meanwhile,
 * neither. Triggers and workflows stay until the end of it. $1: triggers; $2: definitions; $3: firings; $4: runs.
 */
const WRITE = `WITH held AS (
  SELECT t.id FROM trigger t JOIN workflow w ON w.id = t.workflow_id WHERE t.id = ANY($1::text[]) ORDER BY t.id FOR KEY SHARE OF t, w),
defined AS (
  INSERT INTO definition (hash, content) SELECT hash, content FROM json_to_recordset($2::json) AS r(hash text, content jsonb) ON CONFLICT (hash) DO NOTHING),
fired AS (
  INSERT INTO trigger_firing (id, trigger_id, key, proof, state, test, due_at, at, lease_until, event, run_id, reason, problems)
  SELECT r.id, held.id, r.key, r.proof, r.state, r.test, r.due_at, r.at, r.lease_until, r.event, r.run_id, r.reason, r.problems FROM json_populate_recordset(null::trigger_firing, $3::json) r JOIN held ON held.id = r.trigger_id
  ON CONFLICT DO NOTHING RETURNING id, run_id),
begun AS (
  INSERT INTO run (${RUN_COLUMNS.join()}) SELECT ${RUN_COLUMNS.map((name) => `r.${name}`).join()} FROM json_populate_recordset(null::run, $4::json) r JOIN fired ON fired.run_id = r.id RETURNING id, started_at)
SELECT fired.id, begun.started_at FROM fired LEFT JOIN begun ON begun.id = fired.run_id`

interface Written {
  readonly id: string
  readonly started_at: Date | null
}

/** Writes firings down together with the runs that they start. Answers with the ids of those that are new, and when their runs were started. */
export async function writeFirings({ pool }: Database, { judged, serverId, now }: Writing): Promise<ReadonlyMap<string, Date | null>> {
  const definitions = new Map(judged.flatMap(({ next }) => (next ? [[definitionHash(next.definition), next.definition] as const] : [])))
  const { rows } = await pool.query<Written>({ name: 'write_firings', text: WRITE, values: [
    [...new Set(judged.map(({ triggerId }) => triggerId))],
    JSON.stringify([...definitions].map(([hash, content]) => ({ hash, content }))),
    JSON.stringify(judged.map((one) => columnsOf(one, now))),
    JSON.stringify(judged.flatMap(({ next }) => (next ? [columnsOfRun(newRow(next, serverId))] : []))),
  ] })
  return new Map(rows.map(({ id, started_at }) => [id, started_at]))
}

function columnsOf({ id, triggerId, firing, state, runId, reason, problems }: JudgedFiring, now: Date): object {
  const { key, proof = null, test = false, dueAt = null, event } = firing
  return { id, trigger_id: triggerId, key, proof, state, test, due_at: dueAt, at: now, lease_until: state === 'claimed' ? new Date(now.getTime() + LEASE_MS) : null, event, run_id: runId, reason, problems: problems.length > 0 ? problems : null }
}
