const ROOM = 10

/** What something has been, by the event since which it is so. Reading a past version is a binary search. */
export class Versions<T> {
  /** Number and value in turn: a run has hundreds of thousands of these, most of them short. */
  readonly #entries: (number | T)[]
  #length = 2

  constructor(seq: number, value: T) {
    // a step that is done and undone has five; an array that grows by itself takes room for sixteen more
    this.#entries = new Array<number | T>(ROOM)
    this.#entries[0] = seq
    this.#entries[1] = value
  }

  /** `seq` never goes back; a second value at the same event takes the place of the first. */
  add(seq: number, value: T): void {
    const entries = this.#entries
    const at = this.#length
    if (entries[at - 2] === seq) {
      entries[at - 1] = value
      return
    }
    entries[at] = seq
    entries[at + 1] = value
    this.#length = at + 2
  }

  /** Since when there is one. */
  get first(): number {
    return this.#seqAt(0)
  }

  get last(): T {
    return this.#valueAt(this.#length - 2)
  }

  /** Undefined before the first. */
  at(seq: number): T | undefined {
    const length = this.#length
    if (this.#seqAt(length - 2) <= seq) return this.#valueAt(length - 2)
    let low = 0
    let high = length / 2 - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#seqAt(middle * 2) <= seq) low = middle + 1
      else high = middle
    }
    return low === 0 ? undefined : this.#valueAt((low - 1) * 2)
  }

  get seqs(): readonly number[] {
    return Array.from({ length: this.#length / 2 }, (_, index) => this.#seqAt(index * 2))
  }

  #seqAt(at: number): number {
    // even places hold numbers
    return this.#entries[at] as number
  }

  #valueAt(at: number): T {
    return this.#entries[at + 1] as T
  }
}
