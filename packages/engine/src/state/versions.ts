/** What something has been, by the event since which it is so. Reading a past version is a binary search. */
export class Versions<T> {
  /** Number and value in turn: a run has hundreds of thousands of these, most of them short. */
  readonly #entries: (number | T)[]

  constructor(seq: number, value: T) {
    this.#entries = [seq, value]
  }

  /** `seq` never goes back; a second value at the same event takes the place of the first. */
  add(seq: number, value: T): void {
    const entries = this.#entries
    if (entries[entries.length - 2] === seq) entries[entries.length - 1] = value
    else entries.push(seq, value)
  }

  get last(): T {
    return this.#valueAt(this.#entries.length - 2)
  }

  /** Undefined before the first. */
  at(seq: number): T | undefined {
    const entries = this.#entries
    if (this.#seqAt(entries.length - 2) <= seq) return this.#valueAt(entries.length - 2)
    let low = 0
    let high = entries.length / 2 - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#seqAt(middle * 2) <= seq) low = middle + 1
      else high = middle
    }
    return low === 0 ? undefined : this.#valueAt((low - 1) * 2)
  }

  get seqs(): readonly number[] {
    return Array.from({ length: this.#entries.length / 2 }, (_, index) => this.#seqAt(index * 2))
  }

  #seqAt(at: number): number {
    // even places hold numbers
    return this.#entries[at] as number
  }

  #valueAt(at: number): T {
    return this.#entries[at + 1] as T
  }
}
