import type { EventData, EventType } from '../event/event.ts'
import { fact, type Fact } from './fact.ts'
import type { StepInstance } from './step-instance.ts'

/**
 * Facts that follow from the log, first in, first out, to be recorded before anything else happens. Kept in columns: most steps
 * pass through here once, and an object for each would cost as much as folding it.
 */
export class DueFacts {
  readonly #types: EventType[] = []
  readonly #data: unknown[] = []
  readonly #steps: (StepInstance | undefined)[] = []
  #head = 0

  get size(): number {
    return this.#types.length - this.#head
  }

  push<T extends EventType>(type: T, data: EventData[T], step?: StepInstance): void {
    this.#types.push(type)
    this.#data.push(data)
    this.#steps.push(step)
  }

  /** The type of the first; undefined when none is due. */
  get type(): EventType | undefined {
    return this.#types[this.#head]
  }

  get data(): unknown {
    return this.#data[this.#head]
  }

  get step(): StepInstance | undefined {
    return this.#steps[this.#head]
  }

  /** Drops the first. */
  shift(): void {
    this.#head++
    if (this.#head === this.#types.length) this.clear()
    else if (this.#head > 1024 && this.#head * 2 > this.#types.length) this.#compact()
  }

  /** Up to `count` from the front, left in place. */
  front(count: number): readonly Fact[] {
    const end = Math.min(this.#types.length, this.#head + count)
    return Array.from({ length: end - this.#head }, (_, i) => {
      const at = this.#head + i
      // pushed as pairs
      return fact(this.#types[at] as EventType, this.#data[at] as never, this.#steps[at])
    })
  }

  clear(): void {
    this.#types.length = 0
    this.#data.length = 0
    this.#steps.length = 0
    this.#head = 0
  }

  #compact(): void {
    this.#types.splice(0, this.#head)
    this.#data.splice(0, this.#head)
    this.#steps.splice(0, this.#head)
    this.#head = 0
  }
}
