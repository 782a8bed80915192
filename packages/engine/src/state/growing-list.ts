/** A list that the engine only ever adds to, with the event by which each entry came. */
export class GrowingList {
  readonly list: readonly string[]
  readonly #since: number[] = []

  constructor(list: readonly string[], seq: number) {
    this.list = list
    this.follow(seq)
  }

  /** Whatever has come since the last look has come by the event `seq`. */
  follow(seq: number): void {
    while (this.#since.length < this.list.length) this.#since.push(seq)
  }

  /** The list as it was after an event. O(log n + its entries then). */
  at(seq: number): readonly string[] {
    let low = 0
    let high = this.#since.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#since[middle] ?? 0) <= seq) low = middle + 1
      else high = middle
    }
    return this.list.slice(0, low)
  }
}
