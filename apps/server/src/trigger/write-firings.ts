import type { Problem } from '@eddy/workflow'
import type { Database } from '../db/index.ts'
import type { Commit } from '../run/commit-events.ts'
import { startsOf } from '../run/insert-runs.ts'
import { columnsOfRun, newRow, runsWritten, type NewRun } from '../run/new-run.ts'
import { firstEvents, type OpenedRun } from '../run/opened-run.ts'
import { withDefinitions } from '../run/stored-definitions.ts'
import { LEASE_MS, type NewFiring } from './claim-firings.ts'
import { STAMP } from './known-webhooks.ts'

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
  /** It is refused for nothing that was sent. */
  readonly transient?: true
  /** The run that it starts. */
  readonly next?: NewRun
  /** The same where it has begun. */
  readonly opened?: OpenedRun | undefined
  /** Of what it was judged by; null where that was looked up for it alone. */
  readonly stamp: string | null
}

interface Writing {
  readonly judged: readonly JudgedFiring[]
  readonly serverId: string
  readonly now: Date
  /** When runs were started that have not begun, by the clock of their events. */
  readonly startedAt: Date
}

/**
 * In one transaction: of a firing and its run there are both or neither, and neither of a key that has fired already, of a trigger that was removed
 * meanwhile, or of one that is no longer as it was judged by. Triggers and workflows stay until the end of it. All that others may write at the same time
 * is written in an order of its own, so that two of these wait for each other in one direction. $1: triggers and stamps; $2: definitions;
 * $3: firings; $4: runs; $5: how far those of them are that have begun; $6: the events of these.
 */
const WRITE = `WITH held AS (
  SELECT t.id, k.stamp FROM trigger t JOIN workflow w ON w.id = t.workflow_id JOIN json_to_recordset($1::json) AS k(id text, stamp text) ON k.id = t.id AND (k.stamp IS NULL OR k.stamp = ${STAMP})
  ORDER BY t.id FOR KEY SHARE OF t, w),
defined AS (
  INSERT INTO definition (hash, content) SELECT hash, content FROM json_to_recordset($2::json) AS r(hash text, content jsonb) ON CONFLICT (hash) DO NOTHING),
fired AS (
  INSERT INTO trigger_firing (id, trigger_id, key, proof, state, test, due_at, at, lease_until, event, run_id, reason, problems)
  SELECT r.id, held.id, r.key, r.proof, r.state, r.test, r.due_at, r.at, r.lease_until, r.event, r.run_id, r.reason, r.problems
  FROM json_to_recordset($3::json) AS r(id text, trigger_id text, stamp text, key text, proof text, state text, test boolean, due_at timestamptz, at timestamptz, lease_until timestamptz, event jsonb, run_id text, reason text, problems jsonb)
  JOIN held ON held.id = r.trigger_id AND held.stamp IS NOT DISTINCT FROM r.stamp ORDER BY r.trigger_id, r.key ON CONFLICT DO NOTHING RETURNING id, run_id),
${runsWritten({ runs: '$4', rows: '$5', events: '$6', only: 'JOIN fired ON fired.run_id = r.id' })}
SELECT fired.id, null AS stamp, begun.started_at FROM fired LEFT JOIN begun ON begun.id = fired.run_id UNION ALL SELECT held.id, held.stamp, null FROM held WHERE held.stamp IS NOT NULL`

interface Row {
  readonly id: string
  readonly stamp: string | null
  readonly started_at: Date | null
}

export interface Written {
  /** By their ids the firings that are new, and when their runs were started. */
  readonly started: ReadonlyMap<string, Date | null>
  /** Whether what it was judged by still was so; nothing is written otherwise. */
  readonly held: (judged: JudgedFiring) => boolean
  /** What was written of the runs that have begun. */
  readonly first: Commit
  /** Milliseconds. */
  readonly took: number
}

/** Writes firings down together with the runs that they start. */
export async function writeFirings(db: Database, { judged, serverId, now, startedAt }: Writing): Promise<Written> {
  const triggers = new Map(judged.map(({ triggerId, stamp }) => [`${triggerId} ${stamp ?? ''}`, { id: triggerId, stamp }]))
  const first = firstEvents(judged.flatMap(({ opened }) => opened ?? []))
  const begun = startsOf(first)
  const asked = performance.now()
  const fired = JSON.stringify(judged.map((one) => columnsOf(one, now)))
  const runs = judged.flatMap(({ next }) => next ?? [])
  const runRows = JSON.stringify(runs.map((next) => ({ ...columnsOfRun(newRow(next, serverId)), started_at: begun.get(next.runId) ?? startedAt })))
  const { rows } = await withDefinitions(db, runs.map(({ definition }) => definition), (definitions) => db.pool.query<Row>({ name: 'write_firings', text: WRITE, values: [
    JSON.stringify([...triggers.values()]), definitions, fired, runRows, first.rows, first.events,
  ] }))
  const held = new Set(rows.flatMap(({ id, stamp }) => (stamp === null ? [] : [`${id} ${stamp}`])))
  return {
    started: new Map(rows.flatMap(({ id, stamp, started_at }) => (stamp === null ? [[id, started_at] as const] : []))),
    first,
    took: performance.now() - asked,
    held: ({ triggerId, stamp }) => stamp === null || held.has(`${triggerId} ${stamp}`),
  }
}

function columnsOf({ id, triggerId, stamp, firing, state, runId, reason, problems }: JudgedFiring, now: Date): object {
  const { key, proof = null, test = false, dueAt = null, event } = firing
  return { id, trigger_id: triggerId, stamp, key, proof, state, test, due_at: dueAt, at: now, lease_until: state === 'claimed' ? new Date(now.getTime() + LEASE_MS) : null, event, run_id: runId, reason, problems: problems.length > 0 ? problems : null }
}
