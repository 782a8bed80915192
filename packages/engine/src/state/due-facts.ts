import type { EventData, EventType } from '../event/event.ts'
import { fact, type Fact } from './fact.ts'
import type { StepInstance } from './step-instance.ts'

const SMALL = 1024

/**
 * Facts that follow from the log, first in, first out, to be recorded before anything else happens. Kept in columns: most steps
 * pass through here once, and an object for each would cost as much as folding it.
 */
export class DueFacts {
  #types: EventType[] = []
  #data: unknown[] = []
  #steps: (StepInstance | undefined)[] = []
  #head = 0
  #tail = 0

  get size(): number {
    return this.#tail - this.#head
  }

  push<T extends EventType>(type: T, data: EventData[T], step?: StepInstance): void {
    const at = this.#tail++
    this.#types[at] = type
    this.#data[at] = data
    this.#steps[at] = step
  }

  /** The type of the first; undefined when none is due. */
  get type(): EventType | undefined {
    return this.#head < this.#tail ? this.#types[this.#head] : undefined
  }

  get data(): unknown {
    return this.#data[this.#head]
  }

  get step(): StepInstance | undefined {
    return this.#steps[this.#head]
  }

  /** Drops the first. */
  shift(): void {
    this.#data[this.#head] = undefined
    this.#steps[this.#head++] = undefined
    if (this.#head === this.#tail) {
      this.#head = 0
      this.#tail = 0
    } else if (this.#head > SMALL && this.#head * 2 > this.#tail) this.#compact()
  }

  /** Up to `count` from the front, left in place. */
  front(count: number): readonly Fact[] {
    return Array.from({ length: Math.min(this.size, count) }, (_, i) => {
      const at = this.#head + i
      // pushed as pairs
      return fact(this.#types[at] as EventType, this.#data[at] as never, this.#steps[at])
    })
  }

  #compact(): void {
    this.#types = this.#types.slice(this.#head, this.#tail)
    this.#data = this.#data.slice(this.#head, this.#tail)
    this.#steps = this.#steps.slice(this.#head, this.#tail)
    this.#tail -= this.#head
    this.#head = 0
  }
}
