import type { RunError, RunStatus } from '@eddy/engine'
import type { Database } from '../db/index.ts'
import { stepTitles } from './step-titles.ts'

/** The failures of runs that share a fingerprint. Times are ISO 8601. */
export interface FailureRow {
  readonly fingerprint: string
  readonly workflowId: string | null
  readonly workflowName: string
  readonly workflowTitle: string | null
  /** Since the time that is asked for. */
  readonly runs: number
  /** Of all that are kept, also before that time. */
  readonly firstAt: string
  readonly lastAt: string
  readonly lastRunId: string
  /** Of the last run. */
  readonly error: RunError
  /** How people call the step that it names; null where it has no title. */
  readonly stepTitle: string | null
  readonly leftInPlace: number
  /** `reopened`: they had been dealt with, and have come again since. */
  readonly state: 'open' | 'resolved' | 'reopened'
  readonly owner: string | null
  readonly reason: string
  /** What has come of running them again; null where none of them has been. */
  readonly rerun: Rerun | null
}

export interface Rerun {
  /** How many of the failed runs have been run again. */
  readonly runs: number
  /** How many of those have a new run that succeeded. */
  readonly succeeded: number
  /** The newest of the new runs. */
  readonly lastRunId: string
  readonly lastStatus: RunStatus
}

interface Grouped {
  readonly fingerprint: string
  readonly workflow_id: string | null
  readonly workflow_name: string
  readonly workflow_title: string | null
  readonly runs: bigint
  readonly first_at: Date
  readonly last_at: Date
  readonly last_run: string
  readonly definition_hash: string
  readonly error: RunError
  readonly left_in_place: bigint
  readonly resolved_at: Date | null
  readonly owner: string | null
  readonly reason: string | null
  readonly rerun: bigint
  readonly rerun_succeeded: bigint
  readonly rerun_last: string | null
  readonly rerun_status: RunStatus | null
}

const SHOWN = 500

/** Failures by reason, the latest first; what was tried out is none. One scan over the index of failed runs since a time. */
export async function listFailures(db: Database, { since, workflowId }: { readonly since: Date; readonly workflowId?: string | undefined }): Promise<readonly FailureRow[]> {
  const grouped = await db.prisma.$queryRaw<Grouped[]>`
    SELECT g.*, (SELECT started_at FROM run WHERE fingerprint = g.fingerprint AND trial IS NULL ORDER BY started_at LIMIT 1) AS first_at, r.workflow_id, r.workflow_name, r.workflow_title, r.definition_hash, r.error, t.resolved_at, t.owner, t.reason, again.* FROM (
      SELECT fingerprint, count(*) AS runs, max(started_at) AS last_at, sum(left_in_place) AS left_in_place,
        (array_agg(id ORDER BY started_at DESC))[1] AS last_run
      FROM run WHERE fingerprint IS NOT NULL AND trial IS NULL AND started_at >= ${since} AND (${workflowId ?? null}::text IS NULL OR workflow_id = ${workflowId ?? null})
      GROUP BY fingerprint ORDER BY last_at DESC LIMIT ${SHOWN}
    ) g JOIN run r ON r.id = g.last_run LEFT JOIN triage t ON t.fingerprint = g.fingerprint
    CROSS JOIN LATERAL (
      SELECT count(DISTINCT f.id) AS rerun, count(DISTINCT f.id) FILTER (WHERE n.status = 'succeeded') AS rerun_succeeded,
        (array_agg(n.id ORDER BY n.started_at DESC))[1] AS rerun_last, (array_agg(n.status ORDER BY n.started_at DESC))[1] AS rerun_status
      FROM run f JOIN run n ON n.origin_run_id = f.id AND n.origin->>'how' <> 'child'
      WHERE f.fingerprint = g.fingerprint AND f.trial IS NULL AND f.started_at >= ${since} AND (${workflowId ?? null}::text IS NULL OR f.workflow_id = ${workflowId ?? null})
    ) again ORDER BY g.last_at DESC`
  const titles = await stepTitles(db, grouped.map(({ definition_hash, error }) => ({ definitionHash: definition_hash, step: error.step })))
  return grouped.map((row, index) => failureRow(row, titles[index] ?? null))
}

function failureRow(row: Grouped, stepTitle: string | null): FailureRow {
  const { fingerprint, error, owner } = row
  const state = row.resolved_at === null ? 'open' : row.last_at > row.resolved_at ? 'reopened' : 'resolved'
  return {
    fingerprint, error, stepTitle, owner, state,
    workflowId: row.workflow_id, workflowName: row.workflow_name, workflowTitle: row.workflow_title,
    runs: Number(row.runs), firstAt: row.first_at.toISOString(), lastAt: row.last_at.toISOString(), lastRunId: row.last_run,
    leftInPlace: Number(row.left_in_place), reason: row.reason ?? '', rerun: rerunOf(row),
  }
}

function rerunOf({ rerun, rerun_succeeded, rerun_last, rerun_status }: Grouped): Rerun | null {
  if (rerun_last === null || rerun_status === null) return null
  return { runs: Number(rerun), succeeded: Number(rerun_succeeded), lastRunId: rerun_last, lastStatus: rerun_status }
}
