import { setTimeout as sleep } from 'node:timers/promises'
import { isFinal, type RunEvent, type RunState } from '@eddy/engine'
import type { Json } from '@eddy/workflow'
import type { BusMessage } from '../cluster/bus.ts'
import { Prisma, type Database } from '../db/index.ts'
import { fingerprint } from '../failure/fingerprint.ts'
import { blobHashes, extractBlobs, restoreBlobs, type Blob } from './blob.ts'
import { keepOpenUndos, mayChangeOpenUndos, openUndoRows, type OpenUndoRows } from '../workbench/keep-open-undos.ts'
import type { EventsText } from './event-message.ts'
import { Feed } from './feed.ts'
import { RunBroadcast } from './run-broadcast.ts'
import { runRow, type RunRow } from './run-row.ts'
import { RunWriter } from './run-writer.ts'

/** An event as it is stored and sent: large values are named, not held. */
export type StoredEvent = RunEvent

export interface StoreHooks {
  /** Another server has the run in hand now: what this one has appended was not stored. */
  readonly onLost?: (writer: RunWriter) => void
  /** What other servers should know. */
  readonly tell?: (message: BusMessage) => void
}

interface Append {
  readonly writer: RunWriter
  readonly events: readonly RunEvent[]
}

interface Batch {
  readonly appends: Append[]
  readonly done: Promise<void>
  readonly resolve: () => void
}

type Transaction = Prisma.TransactionClient

/** A batch may be large, and its first statement may wait for another server's. */
const COMMIT_MS = 60_000
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
  readonly #hooks: StoreHooks
  #next: Batch | undefined
  #writing: Batch | undefined
  #closed = false
  readonly events = new RunBroadcast((runId, after) => this.#readText(runId, after))
  readonly #changes = new Feed<RunRow>()
  readonly #openUndos = new Feed<true>()
  #relaying: Promise<void> = Promise.resolve()

  constructor(db: Database, hooks: StoreHooks = {}) {
    this.#db = db
    this.#hooks = hooks
  }

  /** Writes the run's events as long as `fence` is the newest of the run. */
  journal(runId: string, fence = 0): RunWriter {
    return new RunWriter({ runId, fence }, {
      append: (writer, events) => {
        const batch = this.#batch()
        batch.appends.push({ writer, events })
        return batch
      },
      pending: (batch) => batch === this.#next || batch === this.#writing,
    })
  }

  /** Rows of runs that were started or changed. */
  changes(signal: AbortSignal): { next(): Promise<readonly RunRow[]> } {
    return this.#changes.listen(ALL, signal)
  }

  announce(row: RunRow): void {
    this.#changes.publish(ALL, [row])
  }

  /** That what needs a person is no longer as it was. */
  openUndos(signal: AbortSignal): { next(): Promise<readonly true[]> } {
    return this.#openUndos.listen(ALL, signal)
  }

  announceOpenUndos(): void {
    this.#openUndos.publish(ALL, [true])
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

  async #store(batch: Batch): Promise<void> {
    const appends = batch.appends.filter(({ writer }) => !writer.lost)
    const blobs = new Map<string, Blob>()
    const stored = appends.flatMap(({ writer, events }) => events.map((event) => toStored(writer, event, blobs)))
    // as the runs stand now, before they go on: a row must never be ahead of its log
    const rows = this.#projections(appends)
    const open = openUndoRows(this.#statesOf(appends.filter(({ events }) => mayChangeOpenUndos(events))))
    for (let delay = FIRST_RETRY_MS; !this.#closed; delay = Math.min(delay * 2, LONGEST_RETRY_MS)) {
      try {
        const lost = await this.#commit({ stored, blobs: [...blobs.values()], appends, rows, open })
        for (const writer of lost) this.#lose(writer)
        break
      } catch (error) {
        console.error(`The database did not take ${stored.length} events; trying again in ${delay} ms: ${error instanceof Error ? error.message : String(error)}`)
        await sleep(delay)
      }
    }
    await this.#publish(stored.filter(({ writer }) => !writer.lost), appends.filter(({ writer }) => !writer.lost))
  }

  #lose(writer: RunWriter): void {
    writer.lost = true
    this.#hooks.onLost?.(writer)
  }

  /** One transaction, which stores nothing of runs that another server has in hand; answers with their writers. */
  async #commit({ stored, blobs, appends, rows, open }: Commit): Promise<readonly RunWriter[]> {
    let changed = false
    const lost = await this.#db.prisma.$transaction(async (tx) => {
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
          fingerprint = r.fingerprint, duration_ms = r.ended - extract(epoch FROM run.started_at) * 1000
        FROM jsonb_to_recordset(${JSON.stringify(rows.filter(({ id }) => fences.has(id)))}::jsonb)
        AS r(id text, status text, last_seq int, ended double precision, value jsonb, error jsonb, undone int, left_in_place int, fingerprint text) WHERE run.id = r.id`
      changed = await keepOpenUndos(tx, open.filter(({ runId }) => fences.has(runId)))
      return [...new Set(appends.filter((append) => !holds(append)).map(({ writer }) => writer))]
    }, { timeout: COMMIT_MS, maxWait: COMMIT_MS })
    if (changed) {
      this.announceOpenUndos()
      this.#hooks.tell?.({ kind: 'open-undos' })
    }
    return lost
  }

  /** The rows of the runs in a batch, as their states are now: at the batch's last event. */
  #projections(appends: readonly Append[]): readonly Projection[] {
    return [...this.#statesOf(appends)].map(([runId, state]) => projection(runId, state))
  }

  #statesOf(appends: readonly Append[]): ReadonlyMap<string, RunState> {
    const states = new Map<string, RunState>()
    for (const { writer } of appends) {
      const state = writer.state()
      if (state !== undefined) states.set(writer.runId, state)
    }
    return states
  }

  async #publish(stored: readonly Stored[], appends: readonly Append[]): Promise<void> {
    const telling = new Set(appends.filter(({ events }) => events.some(({ type }) => type.startsWith('run.') || type.startsWith('rollback.'))).map(({ writer }) => writer.runId))
    for (const [runId, items] of groupByRun(stored)) {
      this.events.publish(runId, items.map(({ event }) => event))
      this.#hooks.tell?.({ kind: 'stored', runId, after: (items[0]?.event.seq ?? 1) - 1, row: telling.has(runId) })
    }
    // what is stored is stored: pages that miss a row's change ask again
    if (telling.size > 0) await this.#publishRows([...telling]).catch((error: unknown) => console.error(`Changed runs could not be told of: ${String(error)}`))
  }

  async #publishRows(runIds: readonly string[]): Promise<void> {
    const rows = await this.#db.prisma.run.findMany({ where: { id: { in: [...runIds] } }, omit: { input: true, value: true, trial: true } })
    this.#changes.publish(ALL, rows.map((row) => runRow(row)))
  }

  /** Passes on what another server has stored, to those who listen here; one message after the other, so that the order stays. */
  relay(message: Extract<BusMessage, { kind: 'stored' }>): void {
    this.#relaying = this.#relaying.then(() => this.#relay(message)).catch((error: unknown) => console.error(`Events of the run ${message.runId} could not be passed on: ${String(error)}`))
  }

  /** The same for all that is listened to, when it is not known what was stored. */
  relayAll(): void {
    for (const runId of this.events.keys()) this.relay({ kind: 'stored', runId, after: 0, row: true })
    this.announceOpenUndos()
  }

  async #relay({ runId, after, row }: Extract<BusMessage, { kind: 'stored' }>): Promise<void> {
    for (let seen = after; this.events.hasViewers(runId); ) {
      const events = await this.read(runId, seen)
      if (events.length > 0) this.events.publish(runId, events)
      if (events.length < READ_AT_ONCE) break
      seen = events.at(-1)?.seq ?? seen
    }
    if (row && this.#changes.hasListeners(ALL)) await this.#publishRows([runId])
  }

  /** Stored events after `after`, at most READ_AT_ONCE, in order. */
  async read(runId: string, after: number): Promise<readonly StoredEvent[]> {
    return parseEvents((await this.#readText(runId, after)).text)
  }

  async #readText(runId: string, after: number): Promise<EventsText> {
    const [row] = await this.#db.prisma.$queryRaw<{ text: string; last: number; count: number }[]>`
      SELECT ${EVENTS_TEXT} AS text, count(*)::int AS count, coalesce(max(seq), 0) AS last
      FROM (SELECT seq, at, type, step, attempt, data FROM run_event WHERE run_id = ${runId} AND seq > ${after} ORDER BY seq LIMIT ${READ_AT_ONCE}) e`
    return { text: row?.text ?? '', last: row?.last ?? 0, more: row?.count === READ_AT_ONCE }
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
    return this.restore(await this.readStored(runId))
  }

  /** Stored events with their large values in place. */
  async restore(events: readonly StoredEvent[]): Promise<readonly RunEvent[]> {
    return (await this.#restored([events]))[0] ?? []
  }

  /** The whole logs of several runs, in their order, by one question to the database. */
  async readLogs(runIds: readonly string[]): Promise<readonly (readonly RunEvent[])[]> {
    const rows = await this.#db.prisma.$queryRaw<{ run_id: string; events: string }[]>`
      SELECT run_id, ${EVENTS_TEXT} AS events FROM run_event WHERE run_id = ANY(${runIds}) GROUP BY run_id`
    const logs = new Map(rows.map(({ run_id, events }) => [run_id, parseEvents(events)]))
    return this.#restored(runIds.map((runId) => logs.get(runId) ?? []))
  }

  async #restored(logs: readonly (readonly StoredEvent[])[]): Promise<readonly (readonly RunEvent[])[]> {
    const hashes = [...new Set(logs.flatMap((events) => events.flatMap((event) => blobHashes(event.data))))]
    if (hashes.length === 0) return logs
    const blobs = await this.#db.prisma.valueBlob.findMany({ where: { hash: { in: hashes } } })
    // columns of JSON hold JSON
    const values = new Map(blobs.map(({ hash, value }) => [hash, value as Json]))
    return logs.map((events) => events.map((event) => ({ ...event, data: restoreBlobs(event.data, values) }) as RunEvent))
  }

  /** A large value by its hash; undefined when there is none. */
  async value(hash: string): Promise<Json | undefined> {
    const blob = await this.#db.prisma.valueBlob.findUnique({ where: { hash } })
    return blob === null ? undefined : (blob.value as Json)
  }
}

/** Events as the inside of a JSON array: made in the database, since a row for each event costs ten times the processor, and viewers are sent text anyway. Types are the engine's own words and need no escape. */
const EVENTS_TEXT = Prisma.sql`coalesce(string_agg('{"seq":' || seq || ',"at":' || at || ',"type":"' || type || '"' || coalesce(',"step":' || to_json(step), '') || coalesce(',"attempt":' || attempt, '') || ',"data":' || data || '}', ',' ORDER BY seq), '')`

function parseEvents(text: string): readonly StoredEvent[] {
  // written by this store from the engine's own events
  return JSON.parse(`[${text}]`) as readonly StoredEvent[]
}

interface Projection {
  readonly id: string
  readonly [column: string]: unknown
}

interface Commit {
  readonly stored: readonly Stored[]
  readonly blobs: readonly Blob[]
  readonly appends: readonly Append[]
  readonly rows: readonly Projection[]
  readonly open: readonly OpenUndoRows[]
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

interface Stored {
  readonly writer: RunWriter
  readonly event: StoredEvent
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

function groupByRun(stored: readonly Stored[]): Map<string, Stored[]> {
  const groups = new Map<string, Stored[]>()
  for (const item of stored) {
    const group = groups.get(item.writer.runId)
    if (group) group.push(item)
    else groups.set(item.writer.runId, [item])
  }
  return groups
}
