import type { Json } from '@eddy/workflow'
import { parseDuration } from '@eddy/workflow/duration'
import { textOf } from '../plan/text-of.ts'
import type { GateAnswer, GateRequest } from '../port/gates.ts'
import type { Clock } from '../port/ports.ts'
import { atLeastOne } from './at-least-one.ts'

const DEFAULT_PER_MS = 1000
const DEFAULT_WAIT_MS = 60_000

/** At most `max` entries in any `per` (a token bucket): who comes too early waits, up to `wait`, and is refused where that is not enough. */
export class RateLimit {
  readonly #max: number
  readonly #perMs: number
  readonly #clock: Clock
  /** The time at which the next entry is due if entries came evenly (GCRA). */
  #theoretical = 0

  constructor(settings: { readonly [name: string]: Json }, clock: Clock) {
    this.#max = atLeastOne(settings['max'])
    this.#perMs = parseDuration(textOf(settings['per'] ?? null)) ?? DEFAULT_PER_MS
    this.#clock = clock
  }

  get idle(): boolean {
    return this.#theoretical <= this.#clock.now()
  }

  enter({ name, settings, signal, onWait }: GateRequest): GateAnswer | Promise<GateAnswer> {
    const now = this.#clock.now()
    const interval = this.#perMs / this.#max
    const base = Math.max(this.#theoretical, now)
    const delay = Math.max(0, base + interval - this.#perMs - now)
    const waitMs = parseDuration(textOf(settings['wait'] ?? null)) ?? DEFAULT_WAIT_MS
    if (delay > waitMs) return { kind: 'refused', error: { code: 'RATE_LIMITED', message: `"${name}" takes ${this.#max} calls in ${this.#perMs} ms; the next is free in ${Math.ceil(delay)} ms`, retryable: true } }
    this.#theoretical = base + interval
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
