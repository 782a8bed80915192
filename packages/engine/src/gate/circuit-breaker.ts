import type { Json } from '@eddy/workflow'
import { parseDuration } from '@eddy/workflow/duration'
import { textOf } from '../plan/text-of.ts'
import type { GateAnswer, GateEnd, GateRequest } from '../port/gates.ts'
import type { Clock } from '../port/ports.ts'
import { atLeastOne } from './at-least-one.ts'

const DEFAULT_FAILURES = 5
const DEFAULT_COOLDOWN_MS = 30_000

/** Opens after `failures` in a row and refuses at once; after `cooldown` one is let through on trial, and decides. */
export class CircuitBreaker {
  readonly #failures: number
  readonly #cooldownMs: number
  readonly #clock: Clock
  #inARow = 0
  #openUntil = 0
  #onTrial = false

  constructor(settings: { readonly [name: string]: Json }, clock: Clock) {
    this.#failures = settings['failures'] === undefined ? DEFAULT_FAILURES : atLeastOne(settings['failures'])
    this.#cooldownMs = parseDuration(textOf(settings['cooldown'] ?? null)) ?? DEFAULT_COOLDOWN_MS
    this.#clock = clock
  }

  get idle(): boolean {
    return this.#inARow === 0
  }

  enter({ name }: Pick<GateRequest, 'name'>): GateAnswer {
    const now = this.#clock.now()
    const open = this.#inARow >= this.#failures
    if (open && (now < this.#openUntil || this.#onTrial)) {
      const left = Math.max(0, this.#openUntil - now)
      return { kind: 'refused', error: { code: 'CIRCUIT_OPEN', message: `"${name}" has failed ${this.#inARow} times in a row; it is tried again in ${left} ms`, retryable: true } }
    }
    const trial = open
    if (trial) this.#onTrial = true
    return { kind: 'entered', leave: (end) => this.#ended(end, trial) }
  }

  #ended(end: GateEnd, trial: boolean): void {
    if (trial) this.#onTrial = false
    if (end.kind === 'ok') this.#inARow = 0
    else if (end.kind === 'failed') {
      this.#inARow++
      if (this.#inARow >= this.#failures) this.#openUntil = this.#clock.now() + this.#cooldownMs
    }
  }
}
