import { setTimeout as sleep } from 'node:timers/promises'
import { isFinal, type Journal, type RunEvent, type RunState } from '@eddy/engine'
import type { Json } from '@eddy/workflow'
import type { Database } from '../db/index.ts'
import { fingerprint } from '../failure/fingerprint.ts'
import { blobHashes, extractBlobs, restoreBlobs, type Blob } from './blob.ts'
import { keepOpenUndos, mayChangeOpenUndos } from '../workbench/keep-open-undos.ts'
import { Feed } from './feed.ts'
import { runRow, type RunRow } from './run-row.ts'

/** An event as it is stored and sent: large values are named, not held. */
export type StoredEvent = RunEvent

interface Append {
  readonly runId: string
  readonly events: readonly RunEvent[]
}

interface Batch {
  readonly appends: Append[]
  readonly done: Promise<void>
  readonly resolve: () => void
}

const READ_AT_ONCE = 2000
const FIRST_RETRY_MS = 50
const LONGEST_RETRY_MS = 5000
const ALL = ''

/**
 * The event log in the database. Group commit: what all runs append while one batch is being written goes into the next, one
 * transaction each, so that a commit's cost is shared. A batch that the database refuses is tried again until it is stored; the runs
 * wait meanwhile, and nothing is lost.
 */
export class EventStore {
  readonly #db: Database
  readonly #stateOf: (runId: string) => RunState | undefined
  #next: Batch | undefined
  #writing: Batch | undefined
  #closed = false
  readonly events = new Feed<StoredEvent>()
  readonly #changes = new Feed<RunRow>()

  /** `stateOf`: the live state of a run, for the projection in its row. */
  constructor(db: Database, stateOf: (runId: string) => RunState | undefined) {
    this.#db = db
    this.#stateOf = stateOf
  }

  journal(runId: string): Journal {
    let last: Batch | undefined
    return {
      append: (events) => {
        last = this.#batch()
        last.appends.push({ runId, events })
      },
      flushed: () => (last !== undefined && (last === this.#next || last === this.#writing) ? last.done : undefined),
    }
  }

  /** Rows of runs that were started or changed. */
  changes(signal: AbortSignal): { next(): Promise<readonly RunRow[]> } {
    return this.#changes.listen(ALL, signal)
  }

  announce(row: RunRow): void {
    this.#changes.publish(ALL, [row])
  }

  /** Waits for what has been appended. */
  async drain(): Promise<void> {
    while (this.#next ?? this.#writing) await (this.#next ?? this.#writing)?.done
  }

  close(): void {
    this.#closed = true
  }

  #batch(): Batch {
    if (this.#next) return this.#next
    let resolve = () => {}
    const done = new Promise<void>((settle) => (resolve = settle))
    this.#next = { appends: [], done, resolve }
    if (!this.#writing) queueMicrotask(() => void this.#write())
    return this.#next
  }

  async #write(): Promise<void> {
    for (let batch = this.#next; batch && !this.#closed; batch = this.#next) {
      this.#next = undefined
      this.#writing = batch
      await this.#store(batch)
      this.#writing = undefined
      batch.resolve()
    }
  }

  async #store({ appends }: Batch): Promise<void> {
    const blobs = new Map<string, Blob>()
    const stored = appends.flatMap(({ runId, events }) => events.map((event) => toStored(runId, event, blobs)))
    for (let delay = FIRST_RETRY_MS; !this.#closed; delay = Math.min(delay * 2, LONGEST_RETRY_MS)) {
      try {
        await this.#commit(stored, [...blobs.values()], appends)
        break
      } catch (error) {
        console.error(`The database did not take ${stored.length} events; trying again in ${delay} ms: ${error instanceof Error ? error.message : String(error)}`)
        await sleep(delay)
      }
    }
    await this.#publish(stored, appends)
  }

  async #commit(stored: readonly Stored[], blobs: readonly Blob[], appends: readonly Append[]): Promise<void> {
    const { prisma } = this.#db
    const rows = stored.map(({ runId, event }) => ({ run_id: runId, seq: event.seq, at: event.at, type: event.type, step: event.step ?? null, attempt: event.attempt ?? null, data: event.data }))
    await prisma.$transaction([
      ...(blobs.length > 0
        ? [prisma.$executeRaw`INSERT INTO value_blob (hash, bytes, value) SELECT hash, bytes, value FROM jsonb_to_recordset(${JSON.stringify(blobs)}::jsonb) AS r(hash text, bytes int, value jsonb) ON CONFLICT (hash) DO NOTHING`,
            prisma.$executeRaw`INSERT INTO value_use (hash, run_id) SELECT hash, run_id FROM jsonb_to_recordset(${JSON.stringify(valueUses(stored))}::jsonb) AS r(hash text, run_id text) ON CONFLICT DO NOTHING`]
        : []),
      // a batch whose commit was stored but not acknowledged comes again
      prisma.$executeRaw`INSERT INTO run_event (run_id, seq, at, type, step, attempt, data)
        SELECT run_id, seq, at, type, step, attempt, data FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS r(run_id text, seq int, at bigint, type text, step text, attempt int, data jsonb) ON CONFLICT DO NOTHING`,
      prisma.$executeRaw`UPDATE run SET status = r.status, last_seq = r.last_seq, ended_at = to_timestamp(r.ended / 1000.0), value = r.value, error = r.error, undone = r.undone, left_in_place = r.left_in_place,
          fingerprint = r.fingerprint, duration_ms = r.ended - extract(epoch FROM run.started_at) * 1000
        FROM jsonb_to_recordset(${JSON.stringify(this.#projections(appends))}::jsonb)
        AS r(id text, status text, last_seq int, ended double precision, value jsonb, error jsonb, undone int, left_in_place int, fingerprint text) WHERE run.id = r.id`,
      ...keepOpenUndos(this.#db, this.#statesOf(appends.filter(({ events }) => mayChangeOpenUndos(events)))),
    ])
  }

  /** The rows of the runs in a batch, as their states are now: at or after the batch's last event. */
  #projections(appends: readonly Append[]): readonly object[] {
    return [...this.#statesOf(appends)].map(([runId, state]) => projection(runId, state))
  }

  #statesOf(appends: readonly Append[]): ReadonlyMap<string, RunState> {
    const states = new Map<string, RunState>()
    for (const { runId } of appends) {
      const state = this.#stateOf(runId)
      if (state !== undefined) states.set(runId, state)
    }
    return states
  }

  async #publish(stored: readonly Stored[], appends: readonly Append[]): Promise<void> {
    const byRun = groupByRun(stored)
    for (const [runId, items] of byRun) this.events.publish(runId, items.map(({ event }) => event))
    const telling = appends.filter(({ events }) => events.some(({ type }) => type.startsWith('run.') || type.startsWith('rollback.')))
    if (telling.length === 0) return
    const rows = await this.#db.prisma.run.findMany({ where: { id: { in: [...new Set(telling.map(({ runId }) => runId))] } }, omit: { input: true, value: true, trial: true } })
    this.#changes.publish(ALL, rows.map(runRow))
  }

  /** Stored events after `after`, at most READ_AT_ONCE, in order. As one text: a row for each event costs ten times the processor. */
  async read(runId: string, after: number): Promise<readonly StoredEvent[]> {
    const [row] = await this.#db.prisma.$queryRaw<{ events: string }[]>`
      SELECT coalesce(json_agg(json_build_array(seq, at, type, step, attempt, data) ORDER BY seq), '[]')::text AS events
      FROM (SELECT seq, at, type, step, attempt, data FROM run_event WHERE run_id = ${runId} AND seq > ${after} ORDER BY seq LIMIT ${READ_AT_ONCE}) e`
    const stored = JSON.parse(row?.events ?? '[]') as readonly Columns[]
    return stored.map(([seq, at, type, step, attempt, data]) => {
      const event = { seq, at, type, ...(step === null ? {} : { step }), ...(attempt === null ? {} : { attempt }), data }
      // written by this store from the engine's own events
      return event as unknown as StoredEvent
    })
  }

  /** The whole log of a run as it is stored. */
  async readStored(runId: string): Promise<readonly StoredEvent[]> {
    const events: StoredEvent[] = []
    for (;;) {
      const more = await this.read(runId, events.at(-1)?.seq ?? 0)
      for (const event of more) events.push(event)
      if (more.length < READ_AT_ONCE) return events
    }
  }

  /** The whole log of a run with its large values in place, for the engine. */
  async readLog(runId: string): Promise<readonly RunEvent[]> {
    const events = await this.readStored(runId)
    const hashes = [...new Set(events.flatMap((event) => blobHashes(event.data)))]
    if (hashes.length === 0) return events
    const blobs = await this.#db.prisma.valueBlob.findMany({ where: { hash: { in: hashes } } })
    // columns of JSON hold JSON
    const values = new Map(blobs.map(({ hash, value }) => [hash, value as Json]))
    return events.map((event) => ({ ...event, data: restoreBlobs(event.data, values) }) as RunEvent)
  }

  /** A large value by its hash; undefined when there is none. */
  async value(hash: string): Promise<Json | undefined> {
    const blob = await this.#db.prisma.valueBlob.findUnique({ where: { hash } })
    return blob === null ? undefined : (blob.value as Json)
  }
}

/** Sequence, milliseconds, type, step, attempt, data. */
type Columns = readonly [number, number, string, string | null, number | null, Json]

interface Stored {
  readonly runId: string
  readonly event: StoredEvent
}

function toStored(runId: string, event: RunEvent, blobs: Map<string, Blob>): Stored {
  const extracted = extractBlobs(event.data)
  for (const blob of extracted.blobs) blobs.set(blob.hash, blob)
  return { runId, event: extracted.blobs.length === 0 ? event : ({ ...event, data: extracted.data } as RunEvent) }
}

function valueUses(stored: readonly Stored[]): readonly object[] {
  return stored.flatMap(({ runId, event }) => blobHashes(event.data).map((hash) => ({ hash, run_id: runId })))
}

/** What a run's row says, large values named. */
function projection(runId: string, state: RunState): object {
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

function groupByRun(stored: readonly Stored[]): Map<string, Stored[]> {
  const groups = new Map<string, Stored[]>()
  for (const item of stored) {
    const group = groups.get(item.runId)
    if (group) group.push(item)
    else groups.set(item.runId, [item])
  }
  return groups
}
