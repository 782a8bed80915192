import { setTimeout as sleep } from 'node:timers/promises'
import type { RunEvent } from '@eddy/engine'
import type { Json } from '@eddy/workflow'
import type { BusMessage } from '../cluster/bus.ts'
import { databaseTrouble } from '../db/database-trouble.ts'
import { Prisma, type Database } from '../db/index.ts'
import type { Refusal } from '../refusal.ts'
import { blobHashes, restoreBlobs } from './blob.ts'
import { commitEvents, commitOf, type Append, type Stored } from './commit-events.ts'
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
  /** A batch is in the database, after so many milliseconds; undefined: it was not taken, and comes again. */
  readonly onCommit?: ((events: number, ms: number | undefined) => void) | undefined
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
  readonly #hooks: StoreHooks
  #next: Batch | undefined
  #writing: Batch | undefined
  #closed = false
  #trouble: Refusal | undefined
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

  /** Why what runs have done cannot be stored at the moment. */
  get trouble(): Refusal | undefined {
    return this.#trouble
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
    const commit = commitOf(batch.appends.filter(({ writer }) => !writer.lost))
    const { stored, appends } = commit
    for (let delay = FIRST_RETRY_MS; !this.#closed; delay = Math.min(delay * 2, LONGEST_RETRY_MS)) {
      const begun = performance.now()
      try {
        const { lost, changed } = await commitEvents(this.#db, commit)
        this.#hooks.onCommit?.(stored.length, performance.now() - begun)
        this.#trouble = undefined
        for (const writer of lost) this.#lose(writer)
        if (changed) {
          this.announceOpenUndos()
          this.#hooks.tell?.({ kind: 'open-undos' })
        }
        break
      } catch (error) {
        this.#hooks.onCommit?.(stored.length, undefined)
        this.#trouble = databaseTrouble(error)
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

function groupByRun(stored: readonly Stored[]): Map<string, Stored[]> {
  const groups = new Map<string, Stored[]>()
  for (const item of stored) {
    const group = groups.get(item.writer.runId)
    if (group) group.push(item)
    else groups.set(item.writer.runId, [item])
  }
  return groups
}
