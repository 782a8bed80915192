import type { Database } from '../db/index.ts'

/** How the runs of one version have ended. */
export interface Outcomes {
  /** Null: of drafts. */
  readonly version: number | null
  readonly runs: number
  readonly unfinished: number
  readonly succeeded: number
  readonly failed: number
  /** Something was left in place. */
  readonly incomplete: number
  readonly cancelled: number
  /** Milliseconds of the runs that have ended; null without one. */
  readonly p50: number | null
  readonly p95: number | null
}

interface Counted {
  readonly version: number | null
  readonly runs: bigint
  readonly unfinished: bigint
  readonly succeeded: bigint
  readonly failed: bigint
  readonly incomplete: bigint
  readonly cancelled: bigint
  readonly p50: number | null
  readonly p95: number | null
}

/** Outcomes by version since a time, the newest version first: what a canary is judged by. What was tried out does not count. One scan over the index of the workflow's runs. */
export async function outcomes(db: Database, workflowId: string, since: Date): Promise<readonly Outcomes[]> {
  const took = `extract(epoch FROM ended_at - started_at) * 1000`
  const counted = await db.prisma.$queryRawUnsafe<Counted[]>(
    `SELECT version, count(*) AS runs, count(*) FILTER (WHERE ended_at IS NULL) AS unfinished,
       count(*) FILTER (WHERE status = 'succeeded') AS succeeded, count(*) FILTER (WHERE status IN ('failed', 'rolled_back')) AS failed,
       count(*) FILTER (WHERE status = 'rollback_incomplete') AS incomplete, count(*) FILTER (WHERE status = 'cancelled') AS cancelled,
       (percentile_cont(0.5) WITHIN GROUP (ORDER BY ${took}))::float AS p50, (percentile_cont(0.95) WITHIN GROUP (ORDER BY ${took}))::float AS p95
     FROM run WHERE workflow_id = $1 AND started_at >= $2 AND trial IS NULL GROUP BY version ORDER BY version DESC NULLS LAST`,
    workflowId,
    since,
  )
  return counted.map(({ version, p50, p95, ...counts }) => ({ version, p50, p95, runs: Number(counts.runs), unfinished: Number(counts.unfinished), succeeded: Number(counts.succeeded), failed: Number(counts.failed), incomplete: Number(counts.incomplete), cancelled: Number(counts.cancelled) }))
}
