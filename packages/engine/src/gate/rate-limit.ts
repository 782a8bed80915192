import type { GateAnswer, GateRequest } from '../port/gates.ts'
import type { Clock } from '../port/ports.ts'
import { rateSettings } from './gate-settings.ts'
import { noLongerWaits, tooSoon } from './refusals.ts'

/** At most `max` entries in any `per`, wherever it begins: who comes too early waits, up to `wait`, and is refused where that is not enough. */
export class RateLimit {
  readonly #max: number
  readonly #perMs: number
  readonly #clock: Clock
  /** When the last `max` entered, or will: a ring, the oldest at `#entries % max`. A bucket that fills up evenly would let nearly twice as many in within a period. */
  readonly #times: number[] = []
  #entries = 0

  constructor(settings: GateRequest['settings'], clock: Clock) {
    const { max, perMs } = rateSettings(settings)
    this.#max = max
    this.#perMs = perMs
    this.#clock = clock
  }

  get idle(): boolean {
    return this.#timeOf(this.#entries - 1) + this.#perMs <= this.#clock.now()
  }

  /** Of an entry by its number, while it is among the last. */
  #timeOf(entry: number): number {
    return this.#times[entry % this.#max] ?? -Infinity
  }

  enter(request: GateRequest): GateAnswer | Promise<GateAnswer> {
    const { settings, signal, onWait } = request
    const now = this.#clock.now()
    const delay = Math.max(0, this.#timeOf(this.#entries) + this.#perMs - now)
    const { waitMs } = rateSettings(settings)
    if (delay > waitMs) return { kind: 'refused', error: tooSoon(request, { max: this.#max, perMs: this.#perMs, waitMs }, delay) }
    this.#times[this.#entries++ % this.#max] = now + delay
    if (delay === 0) return ENTERED
    onWait?.({ until: Math.ceil(now + delay) })
    return new Promise((resolve) => {
      const cancel = this.#clock.at(now + delay, () => resolve(ENTERED))
      signal.addEventListener('abort', () => {
        cancel()
        resolve({ kind: 'refused', error: noLongerWaits('RATE_LIMITED', request) })
      })
    })
  }
}

const ENTERED: GateAnswer = { kind: 'entered', leave: () => undefined }
