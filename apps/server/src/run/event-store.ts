import { setImmediate as turn } from 'node:timers/promises'
import type { RunEvent } from '@eddy/engine'
import type { Json } from '@eddy/workflow'
import type { BusMessage } from '../cluster/bus.ts'
import type { Database } from '../db/index.ts'
import type { Refusal } from '../refusal.ts'
import { BLOB_MARK, blobHashes, restoreBlobs } from './blob.ts'
import type { Append, Commit, Stored } from './commit-events.ts'
import { CommitLane } from './commit-lane.ts'
import type { EventsText } from './event-message.ts'
import { LOG_TAILS, parseEvents, READ_AT_ONCE, readPage, WHOLE_LOGS, type StoredEvent } from './log-pages.ts'
import { namesForms, withForms } from './named-forms.ts'
import { Feed } from './feed.ts'
import { OpenedRun } from './opened-run.ts'
import { RecentTexts } from './recent-texts.ts'
import { RunBroadcast } from './run-broadcast.ts'
import { runRow, type RunRow } from './run-row.ts'
import { RunSnapshots, type RunSnapshotsOptions } from './run-snapshots.ts'
import { RunWriter } from './run-writer.ts'

export interface StoreHooks {
  /** Another server has the run in hand now: what this one has appended was not stored. */
  readonly onLost?: (writer: RunWriter) => void
  /** What the run has done can never be stored as it is. */
  readonly onUnfit?: (writer: RunWriter, why: string) => void
  /** What other servers should know. */
  readonly tell?: (message: BusMessage) => void
  /** The run has begun to wait for a time, a signal or a worker, which is stored. */
  readonly onWaits?: (runId: string) => void
  /** A batch is in the database, after so many milliseconds; undefined: it was not taken, and comes again. */
  readonly onCommit?: ((events: number, ms: number | undefined) => void) | undefined
  readonly snapshots?: Omit<RunSnapshotsOptions, 'db'> | undefined
}

interface LogText {
  readonly run_id: string
  readonly events: string
}

/** After these a run may have nothing to do but wait. */
const WAITING: ReadonlySet<string> = new Set<RunEvent['type']>(['timer.set', 'signal.awaited', 'task.offered', 'task.claimed', 'task.heartbeat', 'task.released'])
const ALL = ''
/** Characters. */
const PAGES_KEPT = 16 * 1024 * 1024

/** The event log in the database. */
export class EventStore {
  readonly #db: Database
  readonly #hooks: StoreHooks
  /** All runs share one: two would halve what goes together, and each commit costs the same however much is in it. */
  readonly #lane: CommitLane
  readonly snapshots: RunSnapshots
  readonly events = new RunBroadcast((runId, after) => this.#readText(runId, after))
  readonly #changes = new Feed<RunRow>()
  readonly #openUndos = new Feed<true>()
  readonly #pages = new RecentTexts<EventsText>(PAGES_KEPT)
  #relaying: Promise<void> = Promise.resolve()
  /** Runs whose rows are to be told of. */
  readonly #changed = new Set<string>()
  #telling: Promise<void> | undefined

  constructor(db: Database, hooks: StoreHooks = {}) {
    this.#db = db
    this.#hooks = hooks
    this.snapshots = new RunSnapshots({ ...hooks.snapshots, db })
    this.#lane = new CommitLane({
      db,
      snapshots: this.snapshots,
      onCommit: hooks.onCommit,
      onStored: (stored, appends) => this.#publish(stored, appends),
      onLost: (writer) => this.#lose(writer),
      onUnfit: (writer, why) => {
        writer.lost = true
        hooks.onUnfit?.(writer, why)
      },
      onOpenUndos: () => {
        this.announceOpenUndos()
        hooks.tell?.({ kind: 'open-undos' })
      },
    })
  }

  /** Writes the run's events as long as `fence` is the newest of the run. */
  journal(runId: string, fence = 0): RunWriter {
    return new RunWriter({ runId, fence }, this.#lane)
  }

  /** The same for a run whose row is yet to be written. */
  open(runId: string, fence: number): OpenedRun {
    return new OpenedRun((sink) => new RunWriter({ runId, fence }, sink))
  }

  /** The rows of these runs are stored with the events that were taken of them: their events go the usual way from now on. */
  opened(opened: readonly OpenedRun[], { first: { stored, appends, telling }, rows, took }: { readonly first: Commit; readonly rows: () => readonly RunRow[]; readonly took: number }): void {
    this.#hooks.onCommit?.(stored.length, took)
    for (const [writer, told] of telling) writer.told = told
    for (const run of opened) run.goOn(this.#lane)
    this.#publish(stored, appends, rows)
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
    return this.#lane.trouble
  }

  /** Waits for what has been appended. */
  async drain(): Promise<void> {
    await this.#lane.drain()
    await this.#telling
    await this.snapshots.drain()
  }

  close(): void {
    this.#lane.close()
  }

  #lose(writer: RunWriter): void {
    writer.lost = true
    this.#hooks.onLost?.(writer)
  }

  /** `rows`: of the runs, where they are at hand; made for those who listen alone. */
  #publish(stored: readonly Stored[], appends: readonly Append[], rows?: () => readonly RunRow[]): void {
    const telling = new Set(appends.filter(({ events }) => events.some(({ type }) => type.startsWith('run.') || type.startsWith('rollback.'))).map(({ writer }) => writer.runId))
    if (this.#hooks.onWaits) for (const { writer, event } of stored) if (WAITING.has(event.type)) this.#hooks.onWaits(writer.runId)
    for (const [runId, items] of groupByRun(stored)) {
      this.events.publish(runId, items.map(({ event }) => event))
      this.#hooks.tell?.({ kind: 'stored', runId, after: (items[0]?.event.seq ?? 1) - 1, row: telling.has(runId) })
    }
    if (!this.#changes.hasListeners(ALL)) return
    if (rows !== undefined) this.#changes.publish(ALL, rows())
    else if (telling.size > 0) this.#tellRows(telling)
  }

  /** Reads and tells beside the runs, which do not wait for it: all that have changed meanwhile at once. */
  #tellRows(runIds: Iterable<string>): void {
    for (const runId of runIds) this.#changed.add(runId)
    this.#telling ??= this.#tellChanged().finally(() => (this.#telling = undefined))
  }

  async #tellChanged(): Promise<void> {
    while (this.#changed.size > 0) {
      const runIds = [...this.#changed]
      this.#changed.clear()
      // what is stored is stored: pages that miss a row's change ask again
      await this.#publishRows(runIds).catch((error: unknown) => console.error(`Changed runs could not be told of: ${String(error)}`))
    }
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

  /** Stored events after `after`, in order: no fewer than READ_AT_ONCE where there are more. */
  async read(runId: string, after: number): Promise<readonly StoredEvent[]> {
    return parseEvents((await this.#readText(runId, after)).text)
  }

  /** A full page of a log never changes, and pages are opened again and again. */
  async #readText(runId: string, after: number): Promise<EventsText> {
    const key = `${after} ${runId}`
    const known = this.#pages.get(key)
    if (known) return known
    const read = await readPage(this.#db, { runId, after })
    const page = namesForms(read.text) ? { ...read, text: JSON.stringify(await withForms(parseEvents(read.text), (hash) => this.value(hash))).slice(1, -1) } : read
    if (page.more) this.#pages.keep(key, page)
    return page
  }

  /** The number of a run's newest stored event; 0 when there is none. */
  async lastSeq(runId: string): Promise<number> {
    const row = await this.#db.prisma.runLog.findFirst({ where: { runId }, orderBy: { seq: 'desc' }, select: { last: true } })
    return row?.last ?? 0
  }

  /** The whole log of a run as it is stored. */
  async readStored(runId: string): Promise<readonly StoredEvent[]> {
    return this.#readAll(runId, (events) => Promise.resolve(events))
  }

  /** The whole log of a run with its large values in place, for the engine. */
  async readLog(runId: string): Promise<readonly RunEvent[]> {
    return this.#readAll(runId, (events, text) => (text.includes(BLOB_MARK) ? this.restore(events) : Promise.resolve(events)))
  }

  /** Page by page, and everything else has a turn between them: a log may have hundreds of thousands of events. */
  async #readAll(runId: string, take: (events: readonly StoredEvent[], text: string) => Promise<readonly RunEvent[]>): Promise<readonly RunEvent[]> {
    const all: RunEvent[] = []
    for (;;) {
      const { text } = await this.#readText(runId, all.at(-1)?.seq ?? 0)
      const events = parseEvents(text)
      for (const event of await take(events, text)) all.push(event)
      if (events.length < READ_AT_ONCE) return all
      await turn()
    }
  }

  /** Stored events with their large values in place. */
  async restore(events: readonly StoredEvent[]): Promise<readonly RunEvent[]> {
    return (await this.#restored([events]))[0] ?? []
  }

  /** The whole logs of several runs, in their order, by one question to the database. */
  async readLogs(runIds: readonly string[]): Promise<readonly (readonly RunEvent[])[]> {
    const { rows } = await this.#db.pool.query<LogText>({ name: 'read_logs', text: WHOLE_LOGS, values: [runIds] })
    return this.#parsed(runIds, rows)
  }

  /** As `readLogs`, but only what comes after an event of each. */
  async readTails(runs: readonly { readonly runId: string; readonly after: number }[]): Promise<readonly (readonly RunEvent[])[]> {
    const runIds = runs.map(({ runId }) => runId)
    const { rows } = await this.#db.pool.query<LogText>({ name: 'read_tails', text: LOG_TAILS, values: [runIds, runs.map(({ after }) => after)] })
    const logs = await this.#parsed(runIds, rows)
    // the first row may have begun before
    return logs.map((events, index) => ((events[0]?.seq ?? Infinity) > (runs[index]?.after ?? 0) ? events : events.filter(({ seq }) => seq > (runs[index]?.after ?? 0))))
  }

  async #parsed(runIds: readonly string[], rows: readonly LogText[]): Promise<readonly (readonly RunEvent[])[]> {
    const logs = new Map(rows.map(({ run_id, events }) => [run_id, parseEvents(events)]))
    const all = runIds.map((runId) => logs.get(runId) ?? [])
    // most logs name no large value, and looking into each event takes longer than reading it
    return rows.some(({ events }) => events.includes(BLOB_MARK)) ? this.#restored(all) : all
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

function groupByRun(stored: readonly Stored[]): Map<string, Stored[]> {
  const groups = new Map<string, Stored[]>()
  for (const item of stored) {
    const group = groups.get(item.writer.runId)
    if (group) group.push(item)
    else groups.set(item.writer.runId, [item])
  }
  return groups
}
