/** A binary heap: the least first, as `before` has it. O(log n) to add and to take; O(1) to add what comes in order. */
export class Heap<T> {
  readonly #items: T[] = []
  readonly #before: (a: T, b: T) => boolean

  constructor(before: (a: T, b: T) => boolean) {
    this.#before = before
  }

  get size(): number {
    return this.#items.length
  }

  /** The first, left in the heap. */
  peek(): T | undefined {
    return this.#items[0]
  }

  push(item: T): void {
    const items = this.#items
    let at = items.push(item) - 1
    while (at > 0) {
      const parent = (at - 1) >> 1
      const above = items[parent]
      if (above === undefined || !this.#before(item, above)) break
      items[at] = above
      at = parent
    }
    items[at] = item
  }

  /** Drops the first. */
  shift(): void {
    const items = this.#items
    const last = items.pop()
    if (last === undefined || items.length === 0) return
    let at = 0
    for (;;) {
      const child = this.#lesserChild(2 * at + 1)
      const next = items[child]
      if (next === undefined || !this.#before(next, last)) break
      items[at] = next
      at = child
    }
    items[at] = last
  }

  clear(): void {
    this.#items.length = 0
  }

  #lesserChild(left: number): number {
    const a = this.#items[left]
    const b = this.#items[left + 1]
    return a !== undefined && b !== undefined && this.#before(b, a) ? left + 1 : left
  }
}
