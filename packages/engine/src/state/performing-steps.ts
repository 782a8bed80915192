import type { StepInstance } from './run-tree.ts'

/** The steps with a duty, in the order in which they took it up: a linked list through the steps themselves, O(1) each way. */
export class PerformingSteps {
  #first: StepInstance | undefined
  #last: StepInstance | undefined
  size = 0

  add(step: StepInstance): void {
    step.previous = this.#last
    step.next = undefined
    if (this.#last === undefined) this.#first = step
    else this.#last.next = step
    this.#last = step
    this.size++
  }

  delete(step: StepInstance): void {
    const { previous, next } = step
    if (previous === undefined) this.#first = next
    else previous.next = next
    if (next === undefined) this.#last = previous
    else next.previous = previous
    step.previous = undefined
    step.next = undefined
    this.size--
  }

  *[Symbol.iterator](): Generator<StepInstance> {
    let at = this.#first
    while (at !== undefined) {
      const { next } = at
      yield at
      at = next
    }
  }
}
