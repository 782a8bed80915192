/** A batch of events that takes this long, in milliseconds, holds runs up noticeably. */
const SLOW_MS = 1000
/** So long after the last such batch writing counts as quick again. */
const QUIET_MS = 10_000

export interface SlowWritesOptions {
  readonly say: (level: 'warn' | 'info', text: string) => void
  readonly now?: () => number
}

/** Notices that what runs do takes long to be stored, as on a slow disk: nothing fails, so nobody else would say so. */
export class SlowWrites {
  readonly #options: Required<SlowWritesOptions>
  /** The slowest batch since writing became slow; undefined while it is quick. */
  #slowest: number | undefined
  #slowAt = 0

  constructor(options: SlowWritesOptions) {
    this.#options = { now: () => performance.now(), ...options }
  }

  /** A batch has been stored after so many milliseconds. Says so once when it becomes slow, and once when it is quick again. */
  noted(ms: number): void {
    const now = this.#options.now()
    if (ms >= SLOW_MS) {
      if (this.#slowest === undefined) this.#options.say('warn', `The database is slow: it took ${Math.round(ms)} ms to store a batch of events. Runs wait for that, and nothing is lost. See whether its disk is busy, or failing.`)
      this.#slowest = Math.max(this.#slowest ?? 0, ms)
      this.#slowAt = now
    } else if (this.#slowest !== undefined && now - this.#slowAt > QUIET_MS) {
      this.#options.say('info', `The database stores events quickly again; the slowest batch took ${Math.round(this.#slowest)} ms.`)
      this.#slowest = undefined
    }
  }

  /** In a sentence, while it is so. */
  get sentence(): string | undefined {
    if (this.#slowest === undefined || this.#options.now() - this.#slowAt > QUIET_MS) return undefined
    return `The database answers, but is slow: it took up to ${Math.round(this.#slowest)} ms to store a batch of events.`
  }
}
