import type { Json } from '@eddy/workflow'
import type { Database } from '../db/index.ts'
import type { EventStore } from '../run/event-store.ts'
import { blobHashes, restoreBlobs } from '../run/blob.ts'
import type { NewFiring } from './claim-firings.ts'
import type { RunEndedConfig } from './trigger-config.ts'

interface EndedRun {
  readonly id: string
  readonly workflow_name: string
  readonly status: string
  readonly input: Json
  readonly value: Json
  readonly error: Json
  readonly started_at: Date
  readonly ended_at: Date
  /** How many runs triggers have started before it, one after another. */
  readonly chain: number
}

export const AT_ONCE = 200

interface Looking {
  readonly triggerId: string
  readonly config: RunEndedConfig
  readonly since: Date
}

/**
 * Runs that have ended as the trigger wants and have not fired yet. Asked of the table and not of a feed: what ended on another server, or
 * while none was there, counts as well. What was tried out does not.
 */
export async function endedRuns(db: Database, store: EventStore, { triggerId, config, since }: Looking): Promise<readonly NewFiring[]> {
  const rows = await db.prisma.$queryRaw<EndedRun[]>`
    SELECT r.id, r.workflow_name, r.status, r.input, r.value, r.error, r.started_at, r.ended_at,
      coalesce((SELECT (s.event->>'chain')::int FROM trigger_firing s WHERE s.trigger_id = r.trigger_id AND s.id = r.idempotency_key), 0) + 1 AS chain
    FROM run r WHERE r.workflow_id = ${config.workflowId} AND r.status = ANY(${config.statuses}) AND r.trial IS NULL AND r.ended_at >= ${since}
      AND NOT EXISTS (SELECT 1 FROM trigger_firing f WHERE f.trigger_id = ${triggerId} AND f.key = r.id || '/' || r.status)
    ORDER BY r.ended_at, r.id LIMIT ${AT_ONCE}`
  return Promise.all(rows.map(async (row) => ({ key: `${row.id}/${row.status}`, event: { run: await whole(store, row), at: row.ended_at.toISOString(), chain: row.chain } })))
}

async function whole(store: EventStore, { id, workflow_name, status, input, value, error, started_at, ended_at }: EndedRun): Promise<Json> {
  const hashes = [...new Set(blobHashes(value))]
  const blobs = new Map<string, Json>()
  for (const hash of hashes) blobs.set(hash, (await store.value(hash)) ?? null)
  // what is restored is the JSON that was stored
  return { id, workflow: workflow_name, status, input, value: restoreBlobs(value, blobs) as Json, error, startedAt: started_at.toISOString(), endedAt: ended_at.toISOString() }
}
