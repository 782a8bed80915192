import type { StepInstance } from './step-instance.ts'

/**
 * Steps that wait for a slot, first by priority, then by order of creation (S1). A binary heap: O(log n) each way, O(1) where
 * steps come in order, as they mostly do. Entries that have started meanwhile are dropped when they reach the top.
 */
export class ReadyQueue {
  readonly #heap: StepInstance[] = []

  push(step: StepInstance): void {
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

  /** The next step, left in the queue. */
  peek(): StepInstance | undefined {
    for (let top = this.#heap[0]; top !== undefined; top = this.#heap[0]) {
      if (top.status === 'queued' && !top.claimed) return top
      this.#pop()
    }
    return undefined
  }

  #pop(): void {
    const heap = this.#heap
    const last = heap.pop()
    if (last === undefined || heap.length === 0) return
    let at = 0
    for (;;) {
      const left = 2 * at + 1
      const child = right(heap, left)
      const next = heap[child]
      if (next === undefined || !before(next, last)) break
      heap[at] = next
      at = child
    }
    heap[at] = last
  }
}

function right(heap: readonly StepInstance[], left: number): number {
  const a = heap[left]
  const b = heap[left + 1]
  return a !== undefined && b !== undefined && before(b, a) ? left + 1 : left
}

function before(a: StepInstance, b: StepInstance): boolean {
  return a.plan.priority === b.plan.priority ? a.ordinal < b.ordinal : a.plan.priority > b.plan.priority
}
