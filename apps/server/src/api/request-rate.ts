const WINDOW_MS = 60_000

/** So many requests a minute for each caller, gained evenly: one that has been quiet may send a minute's worth at once. */
export class RequestRate {
  readonly #most: number
  readonly #now: () => number
  readonly #callers = new Map<string, { left: number; at: number }>()

  constructor(most: number, now: () => number = () => performance.now()) {
    this.#most = most
    this.#now = now
  }

  /** Takes one request; the seconds to wait when there is none left, else 0. */
  take(caller: string): number {
    const now = this.#now()
    const left = this.#left(caller, now)
    this.#forgetOld(now)
    this.#callers.set(caller, { left: left >= 1 ? left - 1 : left, at: now })
    return this.#secondsTo(left)
  }

  /** The same without taking one. */
  wait(caller: string): number {
    return this.#secondsTo(this.#left(caller, this.#now()))
  }

  #left(caller: string, now: number): number {
    const known = this.#callers.get(caller)
    return known ? Math.min(this.#most, known.left + ((now - known.at) * this.#most) / WINDOW_MS) : this.#most
  }

  #secondsTo(left: number): number {
    return left >= 1 ? 0 : Math.ceil(((1 - left) * WINDOW_MS) / this.#most / 1000)
  }

  /** Whoever has been quiet for a window has all again: nothing is lost. */
  #forgetOld(now: number): void {
    for (const [caller, { at }] of this.#callers) {
      if (now - at < WINDOW_MS) return
      this.#callers.delete(caller)
    }
  }
}
