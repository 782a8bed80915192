import { Fifo } from '../state/fifo.ts'
import { Heap } from '../state/heap.ts'
import type { RunState, Timer } from '../state/run-state.ts'
import type { Ports } from '../port/ports.ts'

/** A run with timers. */
interface Timed {
  readonly ports: Pick<Ports, 'clock'>
  /** Takes in what has gone off. */
  pump(): void
}

/**
 * The timers of a run in this process. What makes them durable is the log; here they only go off. However many there are, the
 * platform holds one alarm, for the first of them: O(log n) a timer at most.
 */
export class RunTimers {
  /** Timers that come in the order in which they are due, as those of one backoff do, stand in a plain queue, O(1). */
  readonly #inOrder = new Fifo<Timer>()
  #last = -Infinity
  readonly #others = new Heap<Timer>(before)
  /** They have gone off, and the run has not taken them in yet. */
  readonly #gone = new Fifo<Timer>()
  #alarmAt = Infinity
  #cancel: (() => void) | undefined

  get hasGone(): boolean {
    return this.#gone.size > 0
  }

  /** The first that has gone off, taken out: what each sets going comes before the next. */
  nextGone(): Timer | undefined {
    return this.#gone.shift()
  }

  /** Sets a timer; one of the same name that was set before is dropped when it comes due. */
  wait(run: Timed, timer: Timer): void {
    this.#add(timer)
    if (timer.dueAt < this.#alarmAt) this.#arm(run, timer.dueAt)
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

  #arm(run: Timed, at: number): void {
    this.#cancel?.()
    this.#alarmAt = at
    this.#cancel = run.ports.clock.at(at, () => this.#ring(run))
  }

  /** The run goes on once for all that are due, not once for each. */
  #ring(run: Timed): void {
    this.#cancel = undefined
    this.#alarmAt = Infinity
    const now = run.ports.clock.now()
    let first = this.#first()
    while (first !== undefined && first.dueAt <= now) {
      this.#drop(first)
      this.#gone.push(first)
      first = this.#first()
    }
    if (first !== undefined && first.dueAt < this.#alarmAt) this.#arm(run, first.dueAt)
    run.pump()
  }

  stop(): void {
    this.#cancel?.()
    this.#cancel = undefined
    this.#alarmAt = Infinity
    this.#inOrder.clear()
    this.#others.clear()
    this.#gone.clear()
  }
}

function before(a: Timer, b: Timer): boolean {
  return a.dueAt === b.dueAt ? a.setBy < b.setBy : a.dueAt < b.dueAt
}

/** It goes on while the run stands. */
function isOfLateUndo({ lateUndos }: RunState, { step }: Timer): boolean {
  return step !== undefined && lateUndos.has(step)
}

/** Whether it is not the one that was dropped or set anew meanwhile, nor one that a halted run takes up when it is resumed. */
export function isStillSet(state: RunState, timer: Timer): boolean {
  return state.timers.get(timer.id) === timer && (state.status !== 'halted' || isOfLateUndo(state, timer))
}
