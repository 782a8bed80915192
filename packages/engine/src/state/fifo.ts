const SMALL = 1024

/** First in, first out, in amortised constant time. Slots are used again when it runs empty: growing and shrinking arrays costs more than the items. */
export class Fifo<T> {
  #items: (T | undefined)[] = []
  #head = 0
  #tail = 0

  get size(): number {
    return this.#tail - this.#head
  }

  push(item: T): void {
    this.#items[this.#tail++] = item
  }

  peek(): T | undefined {
    return this.#head < this.#tail ? this.#items[this.#head] : undefined
  }

  shift(): T | undefined {
    if (this.#head === this.#tail) return undefined
    const item = this.#items[this.#head]
    this.#items[this.#head++] = undefined
    if (this.#head === this.#tail) {
      this.#head = 0
      this.#tail = 0
    } else if (this.#head > SMALL && this.#head * 2 > this.#tail) this.#compact()
    return item
  }

  clear(): void {
    this.#items = []
    this.#head = 0
    this.#tail = 0
  }

  #compact(): void {
    this.#items = this.#items.slice(this.#head, this.#tail)
    this.#tail -= this.#head
    this.#head = 0
  }
}
