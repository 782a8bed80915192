import { setTimeout as sleep } from 'node:timers/promises'
import type { RunEvent } from '@eddy/engine'
import { databaseTrouble } from '../db/database-trouble.ts'
import type { Database } from '../db/index.ts'
import type { Refusal } from '../refusal.ts'
import { commitEvents, commitOf, type Append, type Commit, type Stored } from './commit-events.ts'
import type { RunWriter, Sink } from './run-writer.ts'

interface Batch {
  readonly appends: Append[]
  readonly done: Promise<void>
  readonly resolve: () => void
}

export interface CommitLaneOptions {
  readonly db: Database
  /** A batch is in the database, after so many milliseconds; undefined: it was not taken, and comes again. */
  readonly onCommit: ((events: number, ms: number | undefined) => void) | undefined
  readonly onStored: (stored: readonly Stored[], appends: readonly Append[]) => void
  readonly onLost: (writer: RunWriter) => void
  /** What needs a person is no longer as it was. */
  readonly onOpenUndos: () => void
}

const FIRST_RETRY_MS = 50
const LONGEST_RETRY_MS = 5000

/**
 * Group commit: what all runs of the lane append while one batch is being written goes into the next, one transaction each, so that a
 * commit's cost is shared. A batch that the database refuses is tried again until it is stored; the runs wait meanwhile, and nothing is lost.
 */
export class CommitLane implements Sink {
  readonly #options: CommitLaneOptions
  #next: Batch | undefined
  #writing: Batch | undefined
  #closed = false
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
      this.#writing = undefined
      batch.resolve()
    }
  }

  async #store(batch: Batch): Promise<void> {
    const { onStored } = this.#options
    const commit = commitOf(batch.appends.filter(({ writer }) => !writer.lost))
    for (let delay = FIRST_RETRY_MS; !(await this.#commit(commit, delay)); delay = Math.min(delay * 2, LONGEST_RETRY_MS)) {
      await sleep(delay)
      if (!this.#closed) continue
      // nobody may go on as though it were stored
      for (const writer of commit.writers) writer.lost = true
      return
    }
    onStored(commit.stored.filter(({ writer }) => !writer.lost), commit.appends.filter(({ writer }) => !writer.lost))
  }

  async #commit(commit: Commit, delay: number): Promise<boolean> {
    const { db, onCommit, onLost, onOpenUndos } = this.#options
    const { length } = commit.stored
    const begun = performance.now()
    try {
      const { lost, changed } = await commitEvents(db, commit)
      onCommit?.(length, performance.now() - begun)
      this.trouble = undefined
      for (const writer of lost) onLost(writer)
      if (changed) onOpenUndos()
      return true
    } catch (error) {
      onCommit?.(length, undefined)
      this.trouble = databaseTrouble(error)
      console.error(`The database did not take ${length} events; trying again in ${delay} ms: ${error instanceof Error ? error.message : String(error)}`)
      return false
    }
  }
}
