import type { RunError } from '@eddy/engine'
import type { Database } from '../db/index.ts'

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
  readonly leftInPlace: number
  /** `reopened`: they had been dealt with, and have come again since. */
  readonly state: 'open' | 'resolved' | 'reopened'
  readonly owner: string | null
  readonly reason: string
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
  readonly error: RunError
  readonly left_in_place: bigint
  readonly resolved_at: Date | null
  readonly owner: string | null
  readonly reason: string | null
}

const SHOWN = 500

/** Failures by reason, the latest first; what was tried out is none. One scan over the index of failed runs since a time. */
export async function listFailures(db: Database, { since, workflowId }: { readonly since: Date; readonly workflowId?: string | undefined }): Promise<readonly FailureRow[]> {
  const grouped = await db.prisma.$queryRaw<Grouped[]>`
    SELECT g.*, (SELECT started_at FROM run WHERE fingerprint = g.fingerprint AND trial IS NULL ORDER BY started_at LIMIT 1) AS first_at, r.workflow_id, r.workflow_name, r.workflow_title, r.error, t.resolved_at, t.owner, t.reason FROM (
      SELECT fingerprint, count(*) AS runs, max(started_at) AS last_at, sum(left_in_place) AS left_in_place,
        (array_agg(id ORDER BY started_at DESC))[1] AS last_run
      FROM run WHERE fingerprint IS NOT NULL AND trial IS NULL AND started_at >= ${since} AND (${workflowId ?? null}::text IS NULL OR workflow_id = ${workflowId ?? null})
      GROUP BY fingerprint ORDER BY last_at DESC LIMIT ${SHOWN}
    ) g JOIN run r ON r.id = g.last_run LEFT JOIN triage t ON t.fingerprint = g.fingerprint ORDER BY g.last_at DESC`
  return grouped.map(failureRow)
}

function failureRow(row: Grouped): FailureRow {
  const { fingerprint, error, owner } = row
  const state = row.resolved_at === null ? 'open' : row.last_at > row.resolved_at ? 'reopened' : 'resolved'
  return {
    fingerprint, error, owner, state,
    workflowId: row.workflow_id, workflowName: row.workflow_name, workflowTitle: row.workflow_title,
    runs: Number(row.runs), firstAt: row.first_at.toISOString(), lastAt: row.last_at.toISOString(), lastRunId: row.last_run,
    leftInPlace: Number(row.left_in_place), reason: row.reason ?? '',
  }
}
