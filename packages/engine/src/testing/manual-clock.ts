import type { Clock } from '../port/ports.ts'

/** A clock that stands until it is told to go on. Timers that are due together fire in the order of their setting. */
export class ManualClock implements Clock {
  #now: number
  #timers: { readonly at: number; readonly callback: () => void }[] = []

  constructor(now = 0) {
    this.#now = now
  }

  now(): number {
    return this.#now
  }

  at(at: number, callback: () => void): () => void {
    const timer = { at, callback }
    this.#timers.push(timer)
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer)
    }
  }

  /** When the next timer is due; undefined without one. */
  next(): number | undefined {
    return this.#timers.reduce<number | undefined>((least, { at }) => (least === undefined || at < least ? at : least), undefined)
  }

  /** Goes on by `ms`, firing what comes due on the way. */
  advance(ms: number): void {
    this.runTo(this.#now + ms)
  }

  /** Goes on to `at`, firing what comes due on the way. */
  runTo(at: number): void {
    for (let next = this.next(); next !== undefined && next <= at; next = this.next()) {
      const due = next
      const timer = this.#timers.find((candidate) => candidate.at === due)
      if (!timer) break
      this.#timers = this.#timers.filter((other) => other !== timer)
      this.#now = Math.max(this.#now, timer.at)
      timer.callback()
    }
    this.#now = Math.max(this.#now, at)
  }
}
