import { Fifo } from '../state/fifo.ts'
import type { Performance } from './performance.ts'

interface Pumped {
  pump(): void
}

/**
 * Calls that have their outcomes, until the run takes them in. Promises that are settled in the same moment call back one after the other:
 * the run goes on once for all of them, and hands its journal what came of them in one piece, in place of once for each.
 */
export class Arrivals {
  readonly #waiting = new Fifo<Performance>()
  #announced = false

  get isEmpty(): boolean {
    return this.#waiting.size === 0
  }

  /** Calls `run.pump` when all have come that are about to. */
  add(performance: Performance, run: Pumped): void {
    this.#waiting.push(performance)
    if (this.#announced) return
    this.#announced = true
    // no closure over the run, which would keep it alive
    void Promise.resolve(run).then(pump)
  }

  /** The first, taken out. */
  next(): Performance | undefined {
    this.#announced = false
    return this.#waiting.shift()
  }
}

function pump(run: Pumped): void {
  run.pump()
}
