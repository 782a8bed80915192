import type { Clock } from '@eddy/engine'
import type { Lease, RunLeases } from '../cluster/run-leases.ts'
import type { Held, HeldRuns } from './held-runs.ts'
import { EARLY_MS, SleepingRuns, type Sleeper } from './sleeping-runs.ts'

export interface RunBedroomOptions {
  readonly clock: Clock
  readonly live: HeldRuns
  /** Takes runs into memory from their logs, under the leases that they have. */
  readonly load: (leases: readonly Lease[]) => Promise<readonly Held[]>
  /** What others find the run by is not written yet: it stays until then. */
  readonly isBehind?: (held: Held) => boolean
  /** After its last step a run stays for so many milliseconds; two thousand when left out. */
  readonly drowsyMs?: number | undefined
}

/** A run that is due before does not leave memory. Milliseconds. */
const WORTH_MS = 10_000
/** Most runs that wait for a moment go on within it. */
const DROWSY_MS = 2000
/** One that waits and does something else meanwhile is looked at as often. */
const AWAKE_MS = 30_000
/** Runs that are taken up together. */
const AT_ONCE = 200
const AGAIN_MS = 1000

/** Lets runs that wait leave memory, and brings them back before what they wait for comes. */
export class RunBedroom {
  readonly #options: RunBedroomOptions
  readonly #drowsyMs: number
  readonly asleep: SleepingRuns
  /** Runs that have begun to wait for something, and may still be doing something else; and when each is looked at next. */
  readonly #drowsy = new Map<string, number>()
  #look: NodeJS.Timeout | undefined
  /** Whom somebody here waits for, and how many do. */
  readonly #awaited = new Map<string, number>()
  readonly #waking = new Map<string, Promise<unknown>>()
  /** Those whose logs are being read: neither asleep nor in memory. */
  readonly #coming = new Map<string, Sleeper>()
  #closed = false

  constructor(options: RunBedroomOptions) {
    this.#options = options
    this.#drowsyMs = options.drowsyMs ?? DROWSY_MS
    this.asleep = new SleepingRuns({ clock: options.clock, onDue: (runIds) => void this.wake(runIds) })
  }

  /** The run has begun to wait: it is looked at in a while. */
  note(runId: string, inMs = this.#drowsyMs): void {
    this.#drowsy.set(runId, performance.now() + inMs)
    if (!this.#closed) this.#look ??= setTimeout(() => this.#lookAtAll(), this.#drowsyMs).unref()
  }

  /** The run stays in memory until this is over. */
  async stay<T>(runId: string, act: () => Promise<T>): Promise<T> {
    this.#awaited.set(runId, (this.#awaited.get(runId) ?? 0) + 1)
    try {
      return await act()
    } finally {
      const left = (this.#awaited.get(runId) ?? 1) - 1
      if (left > 0) this.#awaited.set(runId, left)
      else this.#awaited.delete(runId)
      this.note(runId)
    }
  }

  #lookAtAll(): void {
    this.#look = undefined
    const now = performance.now()
    const due = [...this.#drowsy].filter(([, at]) => at <= now)
    for (const [runId] of due) {
      this.#drowsy.delete(runId)
      const held = this.#options.live.get(runId)
      if (held && !this.lay(held) && isWaiting(held) && !this.#awaited.has(runId)) this.note(runId, AWAKE_MS)
    }
    if (this.#drowsy.size > 0 && !this.#closed) this.#look ??= setTimeout(() => this.#lookAtAll(), this.#drowsyMs).unref()
  }

  /** Lets the run leave memory if it can; whether it has. */
  lay(held: Held): boolean {
    const { handle, writer } = held
    const { runId, fence } = writer
    if (this.#closed || writer.lost || writer.released || writer.isWriting || this.#awaited.has(runId) || this.#options.isBehind?.(held)) return false
    const sleep = handle.sleep()
    if (sleep === undefined || (sleep.wakesAt ?? Infinity) < this.#options.clock.now() + WORTH_MS) return false
    handle.detach()
    this.#options.live.part(held)
    this.asleep.add({ runId, fence, ...sleep })
    return true
  }

  /** The first that is not in memory and waits for a signal. Whoever has a signal for it asks for it, and gets it when it has come. */
  waiterOf(key: string): string | undefined {
    for (const { runId, waits } of this.#coming.values()) if (waits.includes(key)) return runId
    return this.asleep.waiterOf(key)
  }

  /** How many are not in memory. */
  get size(): number {
    return this.asleep.size + this.#coming.size
  }

  /** Whether it waits, and is not in memory. */
  has(runId: string): boolean {
    return this.#coming.has(runId) || this.asleep.has(runId)
  }

  /** Those that are not in memory. */
  *away(): Iterable<Sleeper> {
    yield* this.#coming.values()
    yield* this.asleep.all()
  }

  /** In memory from now on. */
  keep(held: Held): Held {
    this.asleep.take([held.writer.runId])
    return this.#options.live.keep(held)
  }

  /** Neither in memory nor asleep from now on. */
  drop(runId: string): void {
    const held = this.#options.live.get(runId)
    if (held) this.#options.live.lose(held.writer)
    this.asleep.take([runId])
  }

  /** Brings runs back; resolves when they are in memory, those that could be read. */
  async wake(runIds: readonly string[]): Promise<void> {
    for (let at = 0; at < runIds.length; at += AT_ONCE) {
      const some = runIds.slice(at, at + AT_ONCE)
      const waking = this.#bring(some)
      for (const runId of some) if (!this.#waking.has(runId)) this.#waking.set(runId, waking)
      await waking
      for (const runId of some) if (this.#waking.get(runId) === waking) this.#waking.delete(runId)
    }
  }

  /** The run in memory, when it is asleep here, or on its way. */
  async called(runId: string): Promise<Held | undefined> {
    const waking = this.#waking.get(runId)
    if (waking) await waking
    else if (this.asleep.has(runId)) await this.wake([runId])
    return this.#options.live.get(runId)
  }

  async #bring(runIds: readonly string[]): Promise<void> {
    const leases = this.asleep.take(runIds)
    if (leases.length === 0) return
    for (const sleeper of leases) this.#coming.set(sleeper.runId, sleeper)
    try {
      for (const held of await this.#options.load(leases)) {
        this.#options.live.keep(held)
        this.note(held.writer.runId)
      }
    } catch (error) {
      console.error(`${leases.length} runs that are due could not be read, and are tried again: ${error instanceof Error ? error.message : String(error)}`)
      const soon = this.#options.clock.now() + EARLY_MS + AGAIN_MS
      if (!this.#closed) for (const sleeper of leases) this.asleep.add({ ...sleeper, wakesAt: Math.max(sleeper.wakesAt ?? 0, soon) })
    } finally {
      for (const { runId } of leases) this.#coming.delete(runId)
    }
  }

  /** Forgets the runs that others have taken. */
  async loseLapsed(leases: RunLeases): Promise<void> {
    const { live } = this.#options
    for (const writer of await leases.lost([...live.all()].map((held) => held.writer))) live.lose(writer)
    this.asleep.take((await leases.lost([...this.asleep.all()])).map(({ runId }) => runId))
  }

  /** Lets others have the runs that are asleep; no more fall asleep. */
  async giveAway(leases: RunLeases): Promise<void> {
    const asleep = [...this.asleep.all()]
    this.close()
    await leases.free(asleep)
  }

  close(): void {
    this.#closed = true
    clearTimeout(this.#look)
    this.asleep.close()
  }
}

function isWaiting({ handle: { state } }: Held): boolean {
  return state.timers.size + state.waiters.size + state.offers.size > 0
}
