import { Heap } from '../state/heap.ts'
import type { Timer } from '../state/run-state.ts'
import type { Performer } from './performer.ts'

interface Waiting {
  readonly timer: Timer
  /** In which they were set: those that are due together go off in this order. */
  readonly order: number
}

/**
 * The timers of a run in this process. What makes them durable is the log; here they only go off. However many there are, the
 * platform holds one alarm, for the first of them: O(log n) a timer.
 */
export class RunTimers {
  readonly #waiting = new Heap<Waiting>((a, b) => (a.timer.dueAt === b.timer.dueAt ? a.order < b.order : a.timer.dueAt < b.timer.dueAt))
  #order = 0
  #alarmAt = Infinity
  #cancel: (() => void) | undefined

  /** Sets a timer; one of the same name that was set before is dropped when it comes due. */
  wait(performer: Performer, timer: Timer): void {
    this.#waiting.push({ timer, order: this.#order++ })
    if (timer.dueAt < this.#alarmAt) this.#arm(performer, timer.dueAt)
  }

  #arm(performer: Performer, at: number): void {
    this.#cancel?.()
    this.#alarmAt = at
    this.#cancel = performer.ports.clock.at(at, () => this.#ring(performer))
  }

  /** Each timer goes off by itself, so that what it sets going comes before the next. */
  #ring(performer: Performer): void {
    this.#cancel = undefined
    this.#alarmAt = Infinity
    const now = performer.ports.clock.now()
    let first = this.#waiting.peek()
    while (first !== undefined && first.timer.dueAt <= now) {
      this.#waiting.shift()
      fire(performer, first.timer)
      first = this.#waiting.peek()
    }
    if (first !== undefined && first.timer.dueAt < this.#alarmAt) this.#arm(performer, first.timer.dueAt)
  }

  stop(): void {
    this.#cancel?.()
    this.#cancel = undefined
    this.#alarmAt = Infinity
    this.#waiting.clear()
  }
}

function fire(performer: Performer, timer: Timer): void {
  performer.act(() => {
    const { state } = performer
    // a timer that was dropped or set anew meanwhile is not this one; a halted run takes it up on resume
    if (state.timers.get(timer.id) !== timer || state.status === 'halted') return
    performer.record('timer.fired', { timer: timer.id }, timer.step)
  })
}
