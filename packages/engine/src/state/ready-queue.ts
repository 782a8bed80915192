import { Fifo } from './fifo.ts'
import type { StepInstance } from './step-instance.ts'

/**
 * Steps that wait for a slot, first by priority, then by order of creation (S1). Steps that come in order, as they mostly do, stand
 * in a plain queue, O(1); the others in a binary heap, O(log n). Entries that have started meanwhile are dropped at the front.
 */
export class ReadyQueue {
  readonly #inOrder = new Fifo<StepInstance>()
  #last: StepInstance | undefined
  readonly #heap: StepInstance[] = []

  push(step: StepInstance): void {
    if (this.#inOrder.size > 0 && this.#last !== undefined && before(step, this.#last)) return this.#pushHeap(step)
    this.#inOrder.push(step)
    this.#last = step
  }

  /** The next step, left in the queue. */
  peek(): StepInstance | undefined {
    const queued = this.#frontOfQueue()
    if (this.#heap.length === 0) return queued
    const heaped = this.#frontOfHeap()
    if (queued === undefined || heaped === undefined) return queued ?? heaped
    return before(heaped, queued) ? heaped : queued
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
    let top = this.#heap[0]
    while (top !== undefined && !isQueued(top)) {
      this.#popHeap()
      top = this.#heap[0]
    }
    return top
  }

  #pushHeap(step: StepInstance): void {
    const heap = this.#heap
    let at = heap.push(step) - 1
    while (at > 0) {
      const parent = (at - 1) >> 1
      const above = heap[parent]
      if (above === undefined || !before(step, above)) break
      heap[at] = above
      at = parent
    }
    heap[at] = step
  }

  #popHeap(): void {
    const heap = this.#heap
    const last = heap.pop()
    if (last === undefined || heap.length === 0) return
    let at = 0
    for (;;) {
      const child = lesserChild(heap, 2 * at + 1)
      const next = heap[child]
      if (next === undefined || !before(next, last)) break
      heap[at] = next
      at = child
    }
    heap[at] = last
  }
}

function isQueued(step: StepInstance): boolean {
  return step.status === 'queued' && !step.claimed
}

function lesserChild(heap: readonly StepInstance[], left: number): number {
  const a = heap[left]
  const b = heap[left + 1]
  return a !== undefined && b !== undefined && before(b, a) ? left + 1 : left
}

function before(a: StepInstance, b: StepInstance): boolean {
  return a.plan.priority === b.plan.priority ? a.ordinal < b.ordinal : a.plan.priority > b.plan.priority
}
