import { Fifo } from './fifo.ts'
import { Heap } from './heap.ts'
import type { StepInstance } from './run-tree.ts'

/**
 * Steps that wait for a slot, first by priority, then by order of creation (S1). Steps that come in order, as they mostly do, stand
 * in a plain queue, O(1); the others in a binary heap, O(log n). Entries that have started meanwhile are dropped at the front.
 */
export class ReadyQueue {
  readonly #inOrder = new Fifo<StepInstance>()
  #last: StepInstance | undefined
  readonly #others = new Heap<StepInstance>(before)

  push(step: StepInstance): void {
    if (this.#inOrder.size > 0 && this.#last !== undefined && before(step, this.#last)) return this.#others.push(step)
    this.#inOrder.push(step)
    this.#last = step
  }

  /** The next step, left in the queue. */
  peek(): StepInstance | undefined {
    const queued = this.#frontOfQueue()
    if (this.#others.size === 0) return queued
    const heaped = this.#frontOfHeap()
    if (queued === undefined || heaped === undefined) return queued ?? heaped
    return before(heaped, queued) ? heaped : queued
  }

  /** Takes out the step that `peek` has just answered: one that is renewed must not be found at its old place. */
  take(step: StepInstance): void {
    if (this.#inOrder.peek() === step) this.#inOrder.shift()
    else if (this.#others.peek() === step) this.#others.shift()
  }

  #frontOfQueue(): StepInstance | undefined {
    let step = this.#inOrder.peek()
    while (step !== undefined && !isQueued(step)) {
      this.#inOrder.shift()
      step = this.#inOrder.peek()
    }
    return step
  }

  #frontOfHeap(): StepInstance | undefined {
    let top = this.#others.peek()
    while (top !== undefined && !isQueued(top)) {
      this.#others.shift()
      top = this.#others.peek()
    }
    return top
  }
}

function isQueued(step: StepInstance): boolean {
  return step.status === 'queued' && !step.claimed
}

function before(a: StepInstance, b: StepInstance): boolean {
  return a.plan.priority === b.plan.priority ? a.ordinal < b.ordinal : a.plan.priority > b.plan.priority
}
