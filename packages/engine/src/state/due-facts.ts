import type { EventData, EventType } from '../event/event.ts'
import { fact, type Fact } from './fact.ts'
import type { StepInstance } from './run-tree.ts'

const SMALL = 1024
/** What a fact takes: type, data, step. */
const STRIDE = 3

/**
 * Facts that follow from the log, first in, first out, to be recorded before anything else happens. Kept as plain slots: most steps
 * pass through here once, and an object for each would cost as much as folding it.
 */
export class DueFacts {
  #slots: unknown[] = []
  #head = 0
  #tail = 0

  get size(): number {
    return (this.#tail - this.#head) / STRIDE
  }

  get isEmpty(): boolean {
    return this.#tail === this.#head
  }

  /** Makes room for so many more at once: slots that grow one by one are copied again and again. */
  reserve(count: number): void {
    if (this.isEmpty && count * STRIDE > Math.max(SMALL, this.#slots.length)) this.#slots = new Array<unknown>(count * STRIDE)
  }

  push<T extends EventType>(type: T, data: EventData[T], step?: StepInstance): void {
    const at = this.#tail
    const slots = this.#slots
    slots[at] = type
    slots[at + 1] = data
    slots[at + 2] = step
    this.#tail = at + STRIDE
  }

  /** The type of the first; undefined when none is due. */
  get type(): EventType | undefined {
    // written by `push`, as are the two below
    return this.#head < this.#tail ? (this.#slots[this.#head] as EventType) : undefined
  }

  get data(): unknown {
    return this.#slots[this.#head + 1]
  }

  get step(): StepInstance | undefined {
    return this.#slots[this.#head + 2] as StepInstance | undefined
  }

  /** Drops the first. */
  shift(): void {
    this.#slots[this.#head + 1] = undefined
    this.#slots[this.#head + 2] = undefined
    this.#head += STRIDE
    if (this.#head === this.#tail) {
      this.#head = 0
      this.#tail = 0
    } else if (this.#head > SMALL && this.#head * 2 > this.#tail) this.#compact()
  }

  /** Up to `count` from the front, left in place. */
  front(count: number): readonly Fact[] {
    return Array.from({ length: Math.min(this.size, count) }, (_, i) => {
      const at = this.#head + i * STRIDE
      // pushed as pairs
      return fact(this.#slots[at] as EventType, this.#slots[at + 1] as never, this.#slots[at + 2] as StepInstance | undefined)
    })
  }

  #compact(): void {
    this.#slots = this.#slots.slice(this.#head, this.#tail)
    this.#tail -= this.#head
    this.#head = 0
  }
}
