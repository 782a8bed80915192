import { createHistogram, performance, type RecordableHistogram } from 'node:perf_hooks'

/** Milliseconds between two looks: while there is much to do, and at most in quiet. */
const BUSY_MS = 10
const QUIET_MS = 640
/** Share of the time that the loop is at work, below which it is quiet. */
const QUIET = 0.2

/**
 * How late the event loop is. Node's own monitor (`monitorEventLoopDelay`) wakes the process a hundred times a second for as long as it lives, which
 * would be most of what a server does in quiet; this one looks as often only while the loop is at work, and ever more seldom while it is not.
 */
export class LoopLag {
  readonly #late: RecordableHistogram = createHistogram()
  #used = performance.eventLoopUtilization()
  #pause = BUSY_MS
  #timer: NodeJS.Timeout | undefined

  constructor() {
    this.#plan()
  }

  /** Seconds, since the last reset; 0 before the first look. */
  percentile(share: number): number {
    return this.#late.count === 0 ? 0 : this.#late.percentile(share) / 1_000_000_000
  }

  reset(): void {
    this.#late.reset()
  }

  close(): void {
    clearTimeout(this.#timer)
  }

  #plan(): void {
    const due = performance.now() + this.#pause
    this.#timer = setTimeout(() => this.#look(due), this.#pause).unref()
  }

  #look(due: number): void {
    // timers go by whole milliseconds, and a histogram begins at one
    this.#late.record(Math.max(1, Math.round((performance.now() - due) * 1_000_000)))
    const used = performance.eventLoopUtilization()
    this.#pause = performance.eventLoopUtilization(used, this.#used).utilization > QUIET ? BUSY_MS : Math.min(QUIET_MS, this.#pause * 2)
    this.#used = used
    this.#plan()
  }
}
