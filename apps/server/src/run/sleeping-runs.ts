import { Heap, type Clock, type Sleep } from '@eddy/engine'
import type { Lease } from '../cluster/run-leases.ts'

/** What is kept of a run that has left memory: its log has the rest. */
export interface Sleeper extends Lease, Sleep {}

export interface SleepingRunsOptions {
  readonly clock: Clock
  /** These are due soon, the first due first. */
  readonly onDue: (runIds: readonly string[]) => void
}

/** So long before it is due a run is called for, so that it is in memory when its timer goes off. Milliseconds. */
export const EARLY_MS = 3000
/** What is due so soon after that is called for with it: one look at the database for many. */
const TOGETHER_MS = 1000
const NOTHING: readonly string[] = []

/** The runs of this server that are in no memory but this: when each is to wake up, and by what. One alarm for all of them, for the first. */
export class SleepingRuns {
  readonly #options: SleepingRunsOptions
  readonly #asleep = new Map<string, Sleeper>()
  /** Also some that have been taken out since. */
  #due = new Heap<Sleeper>(before)
  /** By the signal that they wait for, in the order in which they fell asleep. */
  readonly #waiting = new Map<string, Set<Sleeper>>()
  #alarmAt = Infinity
  #cancel: (() => void) | undefined

  constructor(options: SleepingRunsOptions) {
    this.#options = options
  }

  get size(): number {
    return this.#asleep.size
  }

  has(runId: string): boolean {
    return this.#asleep.has(runId)
  }

  all(): Iterable<Sleeper> {
    return this.#asleep.values()
  }

  add({ runId, fence, wakesAt, waits }: Sleeper): void {
    this.take([runId])
    const sleeper = { runId, fence, wakesAt, waits: waits.length === 0 ? NOTHING : waits }
    this.#asleep.set(runId, sleeper)
    for (const key of waits) this.#waiting.set(key, (this.#waiting.get(key) ?? new Set()).add(sleeper))
    if (wakesAt === null) return
    this.#due.push(sleeper)
    this.#arm(wakesAt)
  }

  /** The first that waits for a signal. */
  waiterOf(key: string): string | undefined {
    for (const { runId } of this.#waiting.get(key) ?? []) return runId
    return undefined
  }

  /** Takes them out, those that are there. */
  take(runIds: readonly string[]): readonly Sleeper[] {
    const taken = runIds.flatMap((runId) => this.#asleep.get(runId) ?? [])
    for (const sleeper of taken) {
      this.#asleep.delete(sleeper.runId)
      for (const key of sleeper.waits) this.#leave(key, sleeper)
    }
    if (this.#due.size > 2 * this.#asleep.size + 1000) this.#sweep()
    return taken
  }

  close(): void {
    this.#cancel?.()
    this.#asleep.clear()
    this.#due.clear()
    this.#waiting.clear()
  }

  #leave(key: string, sleeper: Sleeper): void {
    const waiting = this.#waiting.get(key)
    waiting?.delete(sleeper)
    if (waiting?.size === 0) this.#waiting.delete(key)
  }

  /** Those that were woken by something else do not stay until they would have been due. */
  #sweep(): void {
    this.#due = new Heap<Sleeper>(before)
    for (const sleeper of this.#asleep.values()) if (sleeper.wakesAt !== null) this.#due.push(sleeper)
  }

  #arm(at: number): void {
    if (at >= this.#alarmAt) return
    this.#cancel?.()
    this.#alarmAt = at
    this.#cancel = this.#options.clock.at(at - EARLY_MS, () => this.#ring())
  }

  #ring(): void {
    this.#alarmAt = Infinity
    const until = this.#options.clock.now() + EARLY_MS + TOGETHER_MS
    const due: string[] = []
    let first = this.#due.peek()
    while (first !== undefined && wakeOf(first) <= until) {
      this.#due.shift()
      if (this.#asleep.get(first.runId) === first) due.push(first.runId)
      first = this.#due.peek()
    }
    if (first !== undefined) this.#arm(wakeOf(first))
    if (due.length > 0) this.#options.onDue(due)
  }
}

function wakeOf({ wakesAt }: Sleeper): number {
  return wakesAt ?? Infinity
}

function before(a: Sleeper, b: Sleeper): boolean {
  return wakeOf(a) < wakeOf(b)
}
