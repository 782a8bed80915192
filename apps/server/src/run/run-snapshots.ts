import { isFinal, SNAPSHOT_VERSION } from '@eddy/engine'
import type { Database } from '../db/index.ts'
import { VERSION } from '../system/version.ts'
import type { Append } from './commit-events.ts'
import type { RunWriter } from './run-writer.ts'
import { snapshotParts } from './snapshot-parts.ts'

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
/** Waiting to be written, of all runs together: beyond it no other is begun. */
const MOST_WAITING = 256 * 1024 * 1024
/** What could not be put into a snapshot is looked at again after this share of the interval. */
const AGAIN = 1 / 16

/** Another Eddy may make another plan of the same document, or fold the same event into another state. */
const WRITTEN_BY = `${VERSION}/${SNAPSHOT_VERSION}`

const WHILE_OWNED = 'FROM run WHERE run.id = $1 AND run.fence = $2 AND run.ended_at IS NULL'
const SAVE_PART = `INSERT INTO run_snapshot_part (run_id, seq, part, state) SELECT run.id, $3, $4, $5 ${WHILE_OWNED} ON CONFLICT (run_id, seq, part) DO UPDATE SET state = EXCLUDED.state`
const SAVE = `INSERT INTO run_snapshot (run_id, seq, version, state, parts) SELECT run.id, $3, $4, $5, $6 ${WHILE_OWNED}
ON CONFLICT (run_id) DO UPDATE SET seq = EXCLUDED.seq, version = EXCLUDED.version, state = EXCLUDED.state, parts = EXCLUDED.parts`
/** What no row names: of the snapshot before, or of one that was not to be written after all. */
const SWEEP = 'DELETE FROM run_snapshot_part p WHERE run_id = $1 AND NOT EXISTS (SELECT FROM run_snapshot s WHERE s.run_id = p.run_id AND s.seq = p.seq)'
const FIND = 'SELECT run_id, seq FROM run_snapshot WHERE run_id = ANY($1::text[]) AND version = $2'
/** Without a part it may still be JSON, but of another run: then it is empty. */
const READ = `SELECT run_id, CASE WHEN parts = found THEN state || rest ELSE '' END AS state FROM run_snapshot s
  CROSS JOIN LATERAL (SELECT count(*) AS found, coalesce(string_agg(p.state, '' ORDER BY p.part), '') AS rest FROM run_snapshot_part p WHERE p.run_id = s.run_id AND p.seq = s.seq) AS behind
  WHERE run_id = ANY($1::text[]) AND version = $2`
const DROP = 'DELETE FROM run_snapshot WHERE run_id = $1'

interface Snapshot {
  readonly writer: RunWriter
  readonly seq: number
  readonly parts: readonly string[]
}

/**
 * Snapshots of long runs (ADR 27): where a run stood after an event that is stored, so that it need not be folded from its beginning.
 * They are made one at a time, in pieces between which other runs go on and the run itself does not, and written beside the log; no event
 * waits for that, and what is lost of them is nothing but time.
 */
export class RunSnapshots {
  readonly #options: RunSnapshotsOptions
  readonly #every: number
  /** What is to be written of runs, or dropped; a newer one takes the place of an older one that waits. */
  readonly #open = new Map<RunWriter, Snapshot | 'drop'>()
  #characters = 0
  #writing: Promise<void> | undefined
  #making: Promise<void> | undefined

  constructor(options: RunSnapshotsOptions) {
    this.#options = options
    this.#every = options.every ?? EVERY
  }

  /** Begins that of the first of these runs for which one is due, unless another is being made. O(runs). */
  look(appends: readonly Append[]): void {
    for (const { writer, events } of appends) {
      const seq = events.at(-1)?.seq ?? 0
      if (seq < this.#every || seq < writer.snapshotDue) continue
      if (this.#making !== undefined || this.#characters > MOST_WAITING) return
      this.#making = this.#make(writer).catch((error: unknown) => lost(writer, error)).finally(() => (this.#making = undefined))
    }
  }

  async #make(writer: RunWriter): Promise<void> {
    const state = writer.state()
    if (state === undefined || isFinal(state.status)) return
    const letGo = writer.hold()
    if (letGo === undefined) return
    const { seq } = state
    writer.snapshotDue = seq + Math.ceil(this.#every * AGAIN)
    const parts = await snapshotParts(state).finally(letGo)
    if (parts === undefined) return
    writer.snapshotDue = seq + this.#untilNext(lengthOf(parts))
    // it must not be behind an event that is not in the log
    if (await writer.stored()) this.keep({ writer, seq, parts })
  }

  /** Has one written whose events are stored. */
  keep(snapshot: Snapshot): void {
    snapshot.writer.hasSnapshot = true
    this.#put(snapshot.writer, snapshot)
    this.#writing ??= this.#writeAll()
  }

  /** What there is of runs that have ended with these events goes. */
  stored(appends: readonly Append[]): void {
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
      await this.#write(writer, what).catch((error: unknown) => lost(writer, error))
      this.#characters -= sizeOf(what)
    }
    // in the same turn, so that nothing that comes now is left lying
    this.#writing = undefined
  }

  async #write({ runId, fence }: RunWriter, what: Snapshot | 'drop'): Promise<void> {
    const { pool } = this.#options.db
    if (what === 'drop') await pool.query(DROP, [runId])
    else {
      const { seq, parts: [head, ...rest] } = what
      for (const [part, text] of rest.entries()) await pool.query(SAVE_PART, [runId, fence, seq, part, text])
      // with it those before are its own
      await pool.query(SAVE, [runId, fence, seq, WRITTEN_BY, head, rest.length])
      this.#options.onFate?.('written')
    }
    await pool.query(SWEEP, [runId])
  }

  /** When what was begun is written. */
  async drain(): Promise<void> {
    await this.#making
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
  return what === undefined || what === 'drop' ? 0 : lengthOf(what.parts)
}

function lengthOf(parts: readonly string[]): number {
  return parts.reduce((length, part) => length + part.length, 0)
}

function lost({ runId }: RunWriter, error: unknown): void {
  console.error(`The snapshot of the run ${runId} could not be written, which costs time when it is taken up: ${error instanceof Error ? error.message : String(error)}`)
}
