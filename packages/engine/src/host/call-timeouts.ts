import type { Clock } from '../port/ports.ts'
import { Fifo } from '../state/fifo.ts'
import type { Performance } from './performance.ts'

/** What is told of a call whose time has run out. */
export type TimedOut<Run> = (run: Run, performance: Performance) => void

interface Timed {
  readonly ports: { readonly clock: Clock }
}

interface Limited {
  readonly performance: Performance
  /** Milliseconds since the epoch. */
  readonly dueAt: number
}

/**
 * The time limits of the calls of a run. Calls with the same limit run out in the order in which they began, so that each length has
 * one queue and one alarm, for its oldest call: O(1) a call, however many are in flight, and no timer is made for a call that answers
 * in time.
 */
export class CallTimeouts<Run extends Timed> {
  readonly #queues = new Map<number, Queue<Run>>()
  readonly #timedOut: TimedOut<Run>

  constructor(timedOut: TimedOut<Run>) {
    this.#timedOut = timedOut
  }

  /** Begins to wait for a call, `ms` from `now`. */
  limit(run: Run, performance: Performance, { ms, now }: { readonly ms: number; readonly now: number }): void {
    let queue = this.#queues.get(ms)
    if (queue === undefined) {
      queue = new Queue(run, this.#timedOut)
      this.#queues.set(ms, queue)
    }
    queue.add({ performance, dueAt: now + ms })
  }

  stop(): void {
    for (const queue of this.#queues.values()) queue.stop()
    this.#queues.clear()
  }
}

class Queue<Run extends Timed> {
  readonly #calls = new Fifo<Limited>()
  readonly #run: Run
  readonly #timedOut: TimedOut<Run>
  #cancel: (() => void) | undefined

  constructor(run: Run, timedOut: TimedOut<Run>) {
    this.#run = run
    this.#timedOut = timedOut
  }

  add(call: Limited): void {
    this.#dropAnswered()
    this.#calls.push(call)
    // an alarm that goes off too early finds nothing due, and is set anew
    if (this.#cancel === undefined) this.#arm(call.dueAt)
  }

  #dropAnswered(): Limited | undefined {
    let first = this.#calls.peek()
    while (first?.performance.answered) {
      this.#calls.shift()
      first = this.#calls.peek()
    }
    return first
  }

  #arm(at: number): void {
    this.#cancel = this.#run.ports.clock.at(at, () => this.#ring())
  }

  #ring(): void {
    this.#cancel = undefined
    const now = this.#run.ports.clock.now()
    let first = this.#dropAnswered()
    while (first !== undefined && first.dueAt <= now) {
      this.#calls.shift()
      this.#timedOut(this.#run, first.performance)
      first = this.#dropAnswered()
    }
    if (first !== undefined) this.#arm(first.dueAt)
  }

  stop(): void {
    this.#cancel?.()
    this.#cancel = undefined
    this.#calls.clear()
  }
}
