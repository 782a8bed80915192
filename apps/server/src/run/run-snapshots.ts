import { isFinal, SNAPSHOT_VERSION, snapshotOf, type RunState } from '@eddy/engine'
import type { Database } from '../db/index.ts'
import { VERSION } from '../system/version.ts'
import type { Append } from './commit-events.ts'
import type { RunWriter } from './run-writer.ts'

/** A snapshot has been written, has spared reading a log up to it, or was thrown away since it could not be read. */
export type SnapshotFate = 'written' | 'used' | 'refused'

export interface RunSnapshotsOptions {
  readonly db: Database
  /** Events after which a run has a new one; `Infinity`: none has any. */
  readonly every?: number | undefined
  readonly onFate?: ((fate: SnapshotFate) => void) | undefined
}

/** As far as a log of so many events is read in a moment, which is not worth the while. */
const EVERY = 10_000
/** Characters of a snapshot for which as many events are waited for as take the same room in the log: all snapshots of a run together are no larger than its log. */
const EVENT_CHARACTERS = 100
/** A state that is larger is not written: putting it into words would hold up all other runs for longer than reading its log holds up one. */
const MOST_CHARACTERS = 32 * 1024 * 1024
/** What could not be put into a snapshot is looked at again after this share of the interval. */
const AGAIN = 1 / 16

/** Another Eddy may make another plan of the same document, or fold the same event into another state. */
const WRITTEN_BY = `${VERSION}/${SNAPSHOT_VERSION}`

const SAVE = `INSERT INTO run_snapshot (run_id, seq, version, state) SELECT run.id, $3, $4, $5 FROM run WHERE run.id = $1 AND run.fence = $2 AND run.ended_at IS NULL
ON CONFLICT (run_id) DO UPDATE SET seq = EXCLUDED.seq, version = EXCLUDED.version, state = EXCLUDED.state`
const FIND = 'SELECT run_id, seq FROM run_snapshot WHERE run_id = ANY($1::text[]) AND version = $2'
const READ = 'SELECT run_id, seq, state FROM run_snapshot WHERE run_id = ANY($1::text[]) AND version = $2'
const DROP = 'DELETE FROM run_snapshot WHERE run_id = $1'

interface Snapshot {
  readonly writer: RunWriter
  readonly seq: number
  readonly text: string
}

/**
 * Snapshots of long runs (ADR 27): where a run stood after an event that is stored, so that it need not be folded from its beginning.
 * They are written beside the log and never waited for; what is lost of them is nothing but time.
 */
export class RunSnapshots {
  readonly #options: RunSnapshotsOptions
  readonly #every: number
  /** What is to be written of runs, or dropped; a newer one takes the place of an older one that waits. */
  readonly #open = new Map<RunWriter, Snapshot | 'drop'>()
  #characters = 0
  #writing: Promise<void> | undefined

  constructor(options: RunSnapshotsOptions) {
    this.#options = options
    this.#every = options.every ?? EVERY
  }

  /** Those that are due of the runs that are about to be stored, as they stand now. O(runs), and O(the state) of one whose log has grown enough. */
  take(appends: readonly Append[]): readonly Snapshot[] {
    const taken: Snapshot[] = []
    for (const { writer, events } of appends) {
      const seq = events.at(-1)?.seq ?? 0
      if (seq < this.#every || seq < writer.snapshotDue || this.#characters > MOST_CHARACTERS) continue
      const state = writer.state()
      // with an older state a later event would be folded twice
      if (state?.seq === seq && !isFinal(state.status)) taken.push(...this.#take(writer, state))
    }
    return taken
  }

  #take(writer: RunWriter, state: RunState): readonly Snapshot[] {
    const { seq } = state
    writer.snapshotDue = seq + Math.ceil(this.#every * AGAIN)
    const text = textOf(state)
    if (text === undefined) return []
    writer.snapshotDue = seq + this.#untilNext(text.length)
    return text.length > MOST_CHARACTERS ? [] : [{ writer, seq, text }]
  }

  /** The events behind these are stored; of runs that have ended with them, what there is goes. */
  stored(taken: readonly Snapshot[], appends: readonly Append[]): void {
    for (const snapshot of taken) {
      if (snapshot.writer.lost) continue
      snapshot.writer.hasSnapshot = true
      this.#put(snapshot.writer, snapshot)
    }
    for (const { writer } of appends) {
      if (!writer.hasSnapshot || !isFinal(writer.state()?.status ?? 'running')) continue
      writer.hasSnapshot = false
      this.#put(writer, 'drop')
    }
    if (this.#open.size > 0) this.#writing ??= this.#writeAll()
  }

  #put(writer: RunWriter, what: Snapshot | 'drop'): void {
    this.#characters += sizeOf(what) - sizeOf(this.#open.get(writer))
    this.#open.set(writer, what)
  }

  async #writeAll(): Promise<void> {
    for (const [writer, what] of this.#open) {
      this.#open.delete(writer)
      await this.#write(writer, what).catch((error: unknown) => console.error(`The snapshot of the run ${writer.runId} could not be written, which costs time when it is taken up: ${error instanceof Error ? error.message : String(error)}`))
      this.#characters -= sizeOf(what)
    }
    // in the same turn, so that nothing that comes now is left lying
    this.#writing = undefined
  }

  async #write({ runId, fence }: RunWriter, what: Snapshot | 'drop'): Promise<void> {
    if (what === 'drop') return void (await this.#options.db.pool.query(DROP, [runId]))
    await this.#options.db.pool.query(SAVE, [runId, fence, what.seq, WRITTEN_BY, what.text])
    this.#options.onFate?.('written')
  }

  /** When what was taken is written. */
  async drain(): Promise<void> {
    await this.#writing
  }

  /** After which event there is a snapshot of a run, for those that have one that this Eddy reads. `runs`: with how long their logs are; short ones have none. */
  async find(runs: readonly { readonly id: string; readonly events: number }[]): Promise<ReadonlyMap<string, number>> {
    const long = runs.filter(({ events }) => events >= this.#every)
    if (long.length === 0) return new Map()
    const { rows } = await this.#options.db.pool.query<{ run_id: string; seq: number }>(FIND, [long.map(({ id }) => id), WRITTEN_BY])
    const lengths = new Map(long.map(({ id, events }) => [id, events]))
    // a log that ends before is not the one that it was taken of
    return new Map(rows.flatMap(({ run_id: id, seq }) => (seq <= (lengths.get(id) ?? 0) ? [[id, seq] as const] : [])))
  }

  /** The texts of snapshots that were found; one may be newer by now, or gone. */
  async read(runIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (runIds.length === 0) return new Map()
    const { rows } = await this.#options.db.pool.query<{ run_id: string; state: string }>(READ, [runIds, WRITTEN_BY])
    return new Map(rows.map(({ run_id: id, state }) => [id, state]))
  }

  /** What has become of one that was read: the event that it stands behind and how long it is, or undefined where it could not be used. */
  tried(writer: RunWriter, used: { readonly seq: number; readonly characters: number } | undefined): void {
    writer.hasSnapshot = true
    if (used !== undefined) writer.snapshotDue = used.seq + this.#untilNext(used.characters)
    this.#options.onFate?.(used === undefined ? 'refused' : 'used')
  }

  /** Events. */
  #untilNext(characters: number): number {
    return Math.max(this.#every, Math.ceil(characters / EVENT_CHARACTERS))
  }
}

function sizeOf(what: Snapshot | 'drop' | undefined): number {
  return what === undefined || what === 'drop' ? 0 : what.text.length
}

function textOf(state: RunState): string | undefined {
  try {
    const snapshot = snapshotOf(state)
    return snapshot === undefined ? undefined : JSON.stringify(snapshot)
  } catch (error) {
    // longer than a string can be
    if (error instanceof RangeError) return undefined
    throw error
  }
}
