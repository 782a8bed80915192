import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises'
import type { RunEvent } from '@eddy/engine'
import { databaseTrouble, isUnfit } from '../db/database-trouble.ts'
import type { Database } from '../db/index.ts'
import type { Refusal } from '../refusal.ts'
import { commitEvents, commitOf, type Append, type Commit, type Stored } from './commit-events.ts'
import type { RunSnapshots } from './run-snapshots.ts'
import type { RunWriter, Sink } from './run-writer.ts'

interface Batch {
  readonly appends: Append[]
  readonly done: Promise<void>
  readonly resolve: () => void
}

export interface CommitLaneOptions {
  readonly db: Database
  readonly snapshots: RunSnapshots
  /** A batch is in the database, after so many milliseconds; undefined: it was not taken, and comes again. */
  readonly onCommit: ((events: number, ms: number | undefined) => void) | undefined
  readonly onStored: (stored: readonly Stored[], appends: readonly Append[]) => void
  readonly onLost: (writer: RunWriter) => void
  /** What this run has done can never be stored as it is: it must not go on, and the others do not wait for it. */
  readonly onUnfit: (writer: RunWriter, why: string) => void
  /** What needs a person is no longer as it was. */
  readonly onOpenUndos: () => void
}

const FIRST_RETRY_MS = 50
const LONGEST_RETRY_MS = 5000
/** Milliseconds of commits after which everything else has a turn. */
const TURN_MS = 10

/**
 * Group commit: what all runs of the lane append while one batch is being written goes into the next, one transaction each, so that a
 * commit's cost is shared. A batch that the database does not take is tried again until it is stored; the runs wait meanwhile, and nothing is
 * lost. One that it refuses for what is in it is stored run by run, so that a single run is stopped by it and not all.
 */
export class CommitLane implements Sink {
  readonly #options: CommitLaneOptions
  #next: Batch | undefined
  #writing: Batch | undefined
  #closed = false
  /** When everything else last had a turn between two batches. */
  #turned = 0
  /** Why what runs have done cannot be stored at the moment. */
  trouble: Refusal | undefined

  constructor(options: CommitLaneOptions) {
    this.#options = options
  }

  append(writer: RunWriter, events: readonly RunEvent[]): Batch {
    const batch = this.#batch()
    batch.appends.push({ writer, events })
    return batch
  }

  /** Whether the batch is still on its way into the database. */
  pending(batch: object): boolean {
    return batch === this.#next || batch === this.#writing
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
      await this.#breathe()
      this.#writing = undefined
      batch.resolve()
    }
  }

  /** The embedded database answers without a turn of the event loop: a run that does one thing after another, each stored, would keep all else from ever having one. */
  async #breathe(): Promise<void> {
    if (this.#options.db.kind !== 'embedded' || performance.now() - this.#turned < TURN_MS) return
    await turn()
    this.#turned = performance.now()
  }

  async #store({ appends }: Batch): Promise<void> {
    const left = appends.filter(({ writer }) => !writer.lost)
    if ((await this.#storeTogether(left)) === undefined) return
    for (const writer of new Set(left.map((append) => append.writer))) {
      const why = await this.#storeTogether(left.filter((append) => append.writer === writer))
      if (why !== undefined) this.#options.onUnfit(writer, why)
    }
  }

  /** Stores them, however long it takes; why they are unfit where they can never be. */
  async #storeTogether(appends: readonly Append[]): Promise<string | undefined> {
    const { snapshots, onStored } = this.#options
    let commit: Commit
    try {
      commit = commitOf(appends)
    } catch (error) {
      return words(error)
    }
    snapshots.look(appends)
    for (let delay = FIRST_RETRY_MS; ; delay = Math.min(delay * 2, LONGEST_RETRY_MS)) {
      const failure = await this.#commit(commit)
      if (failure === undefined) break
      if (isUnfit(failure.error)) return words(failure.error)
      this.trouble = databaseTrouble(failure.error)
      console.error(`The database did not take ${commit.stored.length} events; trying again in ${delay} ms: ${words(failure.error)}`)
      await sleep(delay)
      if (!this.#closed) continue
      // nobody may go on as though it were stored
      for (const writer of commit.writers) writer.lost = true
      return undefined
    }
    const { stored } = commit
    snapshots.stored(appends)
    onStored(stored.filter(({ writer }) => !writer.lost), appends.filter(({ writer }) => !writer.lost))
    return undefined
  }

  async #commit(commit: Commit): Promise<{ readonly error: unknown } | undefined> {
    const { db, onCommit, onLost, onOpenUndos } = this.#options
    const { length } = commit.stored
    const begun = performance.now()
    try {
      const { lost, changed } = await commitEvents(db, commit)
      onCommit?.(length, performance.now() - begun)
      this.trouble = undefined
      for (const writer of lost) onLost(writer)
      if (changed) onOpenUndos()
      return undefined
    } catch (error) {
      onCommit?.(length, undefined)
      return { error }
    }
  }
}

function words(error: unknown): string {
  if (error instanceof RangeError) return 'it is nested too deeply, or is too large, to be put into words'
  return error instanceof Error ? error.message : String(error)
}
