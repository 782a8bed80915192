import { isFinal, type RunEvent, type RunState } from '@eddy/engine'
import type { Database, Prisma } from '../db/index.ts'
import { fingerprint } from '../failure/fingerprint.ts'
import { keepOpenUndos, mayChangeOpenUndos, openUndoRows, type OpenUndoRows } from '../workbench/keep-open-undos.ts'
import { blobHashes, extractBlobs, type Blob } from './blob.ts'
import type { RunWriter } from './run-writer.ts'

type Transaction = Prisma.TransactionClient

/** A batch may be large, and its first statement may wait for another server's. */
const COMMIT_MS = 60_000

/** What one run adds to its log. */
export interface Append {
  readonly writer: RunWriter
  readonly events: readonly RunEvent[]
}

/** An event as it is stored: large values are named, not held. */
export interface Stored {
  readonly writer: RunWriter
  readonly event: RunEvent
}

interface Projection {
  readonly id: string
  readonly [column: string]: unknown
}

/** A batch as it is written, and as often as it takes. */
export interface Commit {
  readonly stored: readonly Stored[]
  readonly blobs: readonly Blob[]
  readonly appends: readonly Append[]
  readonly rows: readonly Projection[]
  readonly open: readonly OpenUndoRows[]
}

/** Takes down what is to be written, with the runs as they stand now, before they go on: a row must never be ahead of its log. */
export function commitOf(appends: readonly Append[]): Commit {
  const blobs = new Map<string, Blob>()
  const stored = appends.flatMap(({ writer, events }) => events.map((event) => toStored(writer, event, blobs)))
  const rows = [...statesOf(appends)].map(([runId, state]) => projection(runId, state))
  const open = openUndoRows(statesOf(appends.filter(({ events }) => mayChangeOpenUndos(events))))
  return { stored, blobs: [...blobs.values()], appends, rows, open }
}

/** One transaction, which stores nothing of runs that another server has in hand. `lost`: their writers; `changed`: what needs a person is no longer as it was. */
export function commitEvents(db: Database, { stored, blobs, appends, rows, open }: Commit): Promise<{ readonly lost: readonly RunWriter[]; readonly changed: boolean }> {
  return db.prisma.$transaction(async (tx) => {
    const fences = await lockHeld(tx, appends)
    const holds = ({ writer: { runId, fence } }: Pick<Append, 'writer'>) => fences.get(runId) === fence
    const kept = stored.filter(holds)
    const events = kept.map(({ writer: { runId }, event }) => ({ run_id: runId, seq: event.seq, at: event.at, type: event.type, step: event.step ?? null, attempt: event.attempt ?? null, data: event.data }))
    if (blobs.length > 0) await storeBlobs(tx, blobs, kept)
    // one exchange with the database for both. A batch whose commit was stored but not acknowledged comes again
    await tx.$executeRaw`WITH logged AS (
        INSERT INTO run_event (run_id, seq, at, type, step, attempt, data)
        SELECT run_id, seq, at, type, step, attempt, data FROM jsonb_to_recordset(${JSON.stringify(events)}::jsonb)
        AS r(run_id text, seq int, at bigint, type text, step text, attempt int, data jsonb) ON CONFLICT DO NOTHING)
      UPDATE run SET status = r.status, last_seq = r.last_seq, ended_at = to_timestamp(r.ended / 1000.0), value = r.value, error = r.error, undone = r.undone, left_in_place = r.left_in_place,
        fingerprint = r.fingerprint, duration_ms = CASE WHEN r.ended IS NOT NULL THEN greatest(0, r.ended - extract(epoch FROM run.started_at) * 1000) END, stuck_at = NULL, stuck_reason = NULL
      FROM jsonb_to_recordset(${JSON.stringify(rows.filter(({ id }) => fences.has(id)))}::jsonb)
      AS r(id text, status text, last_seq int, ended double precision, value jsonb, error jsonb, undone int, left_in_place int, fingerprint text) WHERE run.id = r.id`
    const changed = await keepOpenUndos(tx, open.filter(({ runId }) => fences.has(runId)))
    return { lost: [...new Set(appends.filter((append) => !holds(append)).map(({ writer }) => writer))], changed }
  }, { timeout: COMMIT_MS, maxWait: COMMIT_MS })
}

function statesOf(appends: readonly Append[]): ReadonlyMap<string, RunState> {
  const states = new Map<string, RunState>()
  for (const { writer } of appends) {
    const state = writer.state()
    if (state !== undefined) states.set(writer.runId, state)
  }
  return states
}

/** Locks the rows of the runs that this server still has in hand, always in the same order; their fences by run. */
async function lockHeld(tx: Transaction, appends: readonly Append[]): Promise<ReadonlyMap<string, number>> {
  const writers = [...new Set(appends.map(({ writer }) => writer))].map(({ runId, fence }) => ({ id: runId, fence }))
  const rows = await tx.$queryRaw<{ id: string; fence: number }[]>`
    SELECT run.id, run.fence FROM run JOIN jsonb_to_recordset(${JSON.stringify(writers)}::jsonb) AS r(id text, fence int) ON run.id = r.id AND run.fence = r.fence
    ORDER BY run.id FOR NO KEY UPDATE OF run`
  return new Map(rows.map(({ id, fence }) => [id, fence]))
}

async function storeBlobs(tx: Transaction, blobs: readonly Blob[], stored: readonly Stored[]): Promise<void> {
  await tx.$executeRaw`INSERT INTO value_blob (hash, bytes, value) SELECT hash, bytes, value FROM jsonb_to_recordset(${JSON.stringify(blobs)}::jsonb) AS r(hash text, bytes int, value jsonb) ON CONFLICT (hash) DO NOTHING`
  await tx.$executeRaw`INSERT INTO value_use (hash, run_id) SELECT hash, run_id FROM jsonb_to_recordset(${JSON.stringify(valueUses(stored))}::jsonb) AS r(hash text, run_id text) ON CONFLICT DO NOTHING`
}

function toStored(writer: RunWriter, event: RunEvent, blobs: Map<string, Blob>): Stored {
  const extracted = extractBlobs(event.data)
  for (const blob of extracted.blobs) blobs.set(blob.hash, blob)
  return { writer, event: extracted.blobs.length === 0 ? event : ({ ...event, data: extracted.data } as RunEvent) }
}

function valueUses(stored: readonly Stored[]): readonly object[] {
  return stored.flatMap(({ writer: { runId }, event }) => blobHashes(event.data).map((hash) => ({ hash, run_id: runId })))
}

/** What a run's row says, large values named. */
function projection(runId: string, state: RunState): Projection {
  const value = state.status === 'succeeded' ? extractBlobs({ value: state.value ?? null }).data['value'] : null
  return {
    id: runId,
    status: state.status,
    last_seq: state.seq,
    ended: isFinal(state.status) ? state.now : null,
    value: value ?? null,
    error: state.error ?? null,
    undone: state.undone.length,
    left_in_place: state.left.length,
    fingerprint: state.error === undefined ? null : fingerprint(state.plan.scope.workflow.name, state.error),
  }
}
