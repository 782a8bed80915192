import { Fifo } from '../state/fifo.ts'
import { Heap } from '../state/heap.ts'
import type { RunState, Timer } from '../state/run-state.ts'
import type { Recorder } from './recorder.ts'

/**
 * The timers of a run in this process. What makes them durable is the log; here they only go off. However many there are, the
 * platform holds one alarm, for the first of them: O(log n) a timer at most.
 */
export class RunTimers {
  /** Timers that come in the order in which they are due, as those of one backoff do, stand in a plain queue, O(1). */
  readonly #inOrder = new Fifo<Timer>()
  #last = -Infinity
  readonly #others = new Heap<Timer>(before)
  #alarmAt = Infinity
  #cancel: (() => void) | undefined

  /** Sets a timer; one of the same name that was set before is dropped when it comes due. */
  wait(recorder: Recorder, timer: Timer): void {
    this.#add(timer)
    if (timer.dueAt < this.#alarmAt) this.#arm(recorder, timer.dueAt)
  }

  #add(timer: Timer): void {
    if (this.#inOrder.size > 0 && timer.dueAt < this.#last) return this.#others.push(timer)
    this.#last = timer.dueAt
    this.#inOrder.push(timer)
  }

  #first(): Timer | undefined {
    const queued = this.#inOrder.peek()
    const heaped = this.#others.peek()
    return queued === undefined || (heaped !== undefined && before(heaped, queued)) ? heaped : queued
  }

  #drop(first: Timer): void {
    if (this.#inOrder.peek() === first) this.#inOrder.shift()
    else this.#others.shift()
  }

  #arm(recorder: Recorder, at: number): void {
    this.#cancel?.()
    this.#alarmAt = at
    this.#cancel = recorder.ports.clock.at(at, () => this.#ring(recorder))
  }

  /** Each timer goes off by itself, so that what it sets going comes before the next. */
  #ring(recorder: Recorder): void {
    this.#cancel = undefined
    this.#alarmAt = Infinity
    const now = recorder.ports.clock.now()
    let first = this.#first()
    while (first !== undefined && first.dueAt <= now) {
      this.#drop(first)
      fire(recorder, first)
      first = this.#first()
    }
    if (first !== undefined && first.dueAt < this.#alarmAt) this.#arm(recorder, first.dueAt)
  }

  stop(): void {
    this.#cancel?.()
    this.#cancel = undefined
    this.#alarmAt = Infinity
    this.#inOrder.clear()
    this.#others.clear()
  }
}

function before(a: Timer, b: Timer): boolean {
  return a.dueAt === b.dueAt ? a.setBy < b.setBy : a.dueAt < b.dueAt
}

/** It goes on while the run stands. */
function isOfLateUndo({ lateUndos }: RunState, { step }: Timer): boolean {
  return step !== undefined && lateUndos.has(step)
}

function fire(recorder: Recorder, timer: Timer): void {
  recorder.act(() => {
    const { state } = recorder
    // a timer that was dropped or set anew meanwhile is not this one; a halted run takes it up on resume
    if (state.timers.get(timer.id) !== timer || (state.status === 'halted' && !isOfLateUndo(state, timer))) return
    recorder.record('timer.fired', { timer: timer.id }, timer.step)
  })
}
