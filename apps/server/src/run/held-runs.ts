import { EngineError, isFinal, type RunHandle } from '@eddy/engine'
import { removeFileJournals } from '@eddy/steps/run'
import type { Database } from '../db/index.ts'
import { atRest } from './at-rest.ts'
import type { RunWriter } from './run-writer.ts'

/** A run in memory, and what stores its events. */
export interface Held {
  readonly handle: RunHandle
  readonly writer: RunWriter
}

export interface HeldRunsOptions {
  readonly db: Database
  /** Where file steps keep what their undo needs; removed once a run can no longer be undone. */
  readonly fileJournals?: string | undefined
  /** A run that has begun cannot go on. */
  readonly onBroken?: (runId: string, why: string) => void
  /** How long a run at rest stays in memory; ten seconds when left out. */
  readonly restMs?: number | undefined
}

const REST_MS = 10_000
/** More do not stay at rest: thousands that end in a second would fill the memory, and keep its collector busy. The eldest go first. */
const MOST_AT_REST = 100

/** The runs that this process has in memory, in the order of their start. */
export class HeldRuns {
  readonly #options: HeldRunsOptions
  readonly #held = new Map<string, Held>()
  /** Those at rest, in the order in which they came to it, and until when each stays. */
  readonly #resting = new Map<Held, number>()
  #forgetting: NodeJS.Timeout | undefined
  #changes = 0

  constructor(options: HeldRunsOptions) {
    this.#options = options
  }

  /** Grows whenever a run comes or goes. */
  get changes(): number {
    return this.#changes
  }

  get(runId: string): Held | undefined {
    return this.#held.get(runId)
  }

  get size(): number {
    return this.#held.size
  }

  has(runId: string): boolean {
    return this.#held.has(runId)
  }

  all(): Iterable<Held> {
    return this.#held.values()
  }

  /** How many are not at rest, or not yet by the database. */
  underWay(): number {
    let count = 0
    for (const { handle, writer } of this.#held.values()) if (!atRest(handle) || writer.isWriting) count++
    return count
  }

  /** Keeps a run in memory while it is under way; a halted or ended one is read back from its log when it is needed. */
  keep(held: Held): Held {
    const { handle } = held
    const before = this.#held.get(handle.runId)
    // taken twice, or gone to another server and come back unnoticed: only the newest lease counts, and the other must not hold locks
    if (before !== undefined && before.writer.fence > held.writer.fence) {
      held.writer.lost = true
      handle.detach()
      return before
    }
    if (before !== undefined && before !== held) this.lose(before.writer)
    this.#held.set(handle.runId, held)
    this.#changes++
    held.writer.driveBy(handle)
    // whoever asks something of a run at rest must meet this handle, not make a second one beside it
    handle.settled().then(() => {
      this.#forgetLater(held)
      this.#dropJournals(handle)
    }, (error: unknown) => {
      if (this.#held.get(handle.runId) === held) this.#remove(handle.runId)
      void this.#broken(handle, error)
    })
    return held
  }

  /** What is final and not a success is never undone again, unless something is left. */
  #dropJournals({ runId, state }: RunHandle): void {
    const { fileJournals } = this.#options
    if (fileJournals === undefined || !isFinal(state.status) || state.status === 'succeeded' || state.left.length > 0) return
    removeFileJournals(fileJournals, runId).catch((error: unknown) => console.error(`The file journals of the run ${runId} could not be removed: ${String(error)}`))
  }

  #forgetLater(held: Held): void {
    const { restMs = REST_MS } = this.#options
    this.#resting.delete(held)
    this.#resting.set(held, performance.now() + restMs)
    const [eldest] = this.#resting.keys()
    if (eldest && this.#resting.size > MOST_AT_REST) this.#forget(eldest)
    if (this.#forgetting === undefined) this.#forgetting = setTimeout(() => this.#forgetDue(), restMs).unref()
  }

  #forgetDue(): void {
    this.#forgetting = undefined
    for (const [held, until] of this.#resting) {
      const left = until - performance.now()
      if (left > 0) {
        this.#forgetting = setTimeout(() => this.#forgetDue(), left).unref()
        return
      }
      this.#forget(held)
    }
  }

  #forget(held: Held): void {
    this.#resting.delete(held)
    const { handle } = held
    if (atRest(handle) && this.#held.get(handle.runId) === held) this.#remove(handle.runId)
  }

  /** Whoever asks for it from now on does not find it here. */
  part(held: Held): void {
    held.writer.released = true
    this.#changes++
    if (this.#held.get(held.handle.runId) === held) this.#remove(held.handle.runId)
  }

  /** Another server has it now; whatever is still done here counts for nothing. */
  lose(writer: RunWriter): void {
    const held = this.#held.get(writer.runId)
    writer.lost = true
    if (held?.writer !== writer) return
    this.#remove(writer.runId)
    held.handle.detach()
  }

  /** A run that is written down as this server's is not here. */
  miss(): void {
    this.#changes++
  }

  #remove(runId: string): void {
    const held = this.#held.get(runId)
    if (held) this.#resting.delete(held)
    this.#held.delete(runId)
    this.#changes++
  }

  /** A run that cannot go on says so: its input could not be made, or its log does not fit the engine. */
  async #broken(handle: RunHandle, error: unknown): Promise<void> {
    const message = error instanceof Error ? error.message : String(error)
    console.error(`The run ${handle.runId} cannot go on: ${message}`)
    if (handle.state.seq > 0) return this.#options.onBroken?.(handle.runId, message)
    const code = error instanceof EngineError ? error.code : 'INVARIANT'
    await this.#options.db.prisma.run.update({ where: { id: handle.runId }, data: { status: 'failed', endedAt: new Date(), error: { code, message, retryable: false } } })
  }
}
