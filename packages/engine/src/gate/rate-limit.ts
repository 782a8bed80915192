import type { Json } from '@eddy/workflow'
import { parseDuration } from '@eddy/workflow/duration'
import { textOf } from '../plan/text-of.ts'
import type { GateAnswer, GateRequest } from '../port/gates.ts'
import type { Clock } from '../port/ports.ts'
import { atLeastOne } from './at-least-one.ts'

const DEFAULT_PER_MS = 1000
const DEFAULT_WAIT_MS = 60_000

/** At most `max` entries in any `per`, wherever it begins: who comes too early waits, up to `wait`, and is refused where that is not enough. */
export class RateLimit {
  readonly #max: number
  readonly #perMs: number
  readonly #clock: Clock
  /** When the last `max` entered, or will: a ring, the oldest at `#entries % max`. A bucket that fills up evenly would let nearly twice as many in within a period. */
  readonly #times: number[] = []
  #entries = 0

  constructor(settings: { readonly [name: string]: Json }, clock: Clock) {
    this.#max = atLeastOne(settings['max'])
    this.#perMs = parseDuration(textOf(settings['per'] ?? null)) ?? DEFAULT_PER_MS
    this.#clock = clock
  }

  get idle(): boolean {
    return this.#timeOf(this.#entries - 1) + this.#perMs <= this.#clock.now()
  }

  /** Of an entry by its number, while it is among the last. */
  #timeOf(entry: number): number {
    return this.#times[entry % this.#max] ?? -Infinity
  }

  enter({ name, settings, signal, onWait }: GateRequest): GateAnswer | Promise<GateAnswer> {
    const now = this.#clock.now()
    const delay = Math.max(0, this.#timeOf(this.#entries) + this.#perMs - now)
    const waitMs = parseDuration(textOf(settings['wait'] ?? null)) ?? DEFAULT_WAIT_MS
    if (delay > waitMs) return { kind: 'refused', error: { code: 'RATE_LIMITED', message: `"${name}" takes ${this.#max} calls in ${this.#perMs} ms; the next is free in ${Math.ceil(delay)} ms`, retryable: true } }
    this.#times[this.#entries++ % this.#max] = now + delay
    if (delay === 0) return ENTERED
    onWait?.({ until: Math.ceil(now + delay) })
    return new Promise((resolve) => {
      const cancel = this.#clock.at(now + delay, () => resolve(ENTERED))
      signal.addEventListener('abort', () => {
        cancel()
        resolve({ kind: 'refused', error: { code: 'RATE_LIMITED', message: `the run no longer waits for "${name}"`, retryable: true } })
      })
    })
  }
}

const ENTERED: GateAnswer = { kind: 'entered', leave: () => undefined }
