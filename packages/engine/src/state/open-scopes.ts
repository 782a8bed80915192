const FIRST_SIZE = 4

/** What they need of a scope: its index, and a place for the next in its bucket. */
interface Opened<S> {
  readonly index: number
  behind: S | undefined
}

/**
 * The scopes at work in a container, by index: 0 for one that stands alone. A hash table of its own, in constant time each way: a `Map`
 * whose entries come and go is made anew every few elements, and each that was left leads to the next, so that what has long ended
 * is copied from one part of the memory to the other.
 */
export class OpenScopes<S extends Opened<S>> {
  /** By the last bits of the index; scopes that meet there are linked by `behind`. */
  #buckets: (S | undefined)[] = new Array<S | undefined>(FIRST_SIZE).fill(undefined)
  size = 0

  get(index: number): S | undefined {
    let scope = this.#buckets[index & (this.#buckets.length - 1)]
    while (scope !== undefined && indexOf(scope) !== index) scope = scope.behind
    return scope
  }

  add(scope: S): void {
    if (this.size === this.#buckets.length) this.#grow()
    this.size++
    this.#put(scope)
  }

  #put(scope: S): void {
    const bucket = indexOf(scope) & (this.#buckets.length - 1)
    scope.behind = this.#buckets[bucket]
    this.#buckets[bucket] = scope
  }

  #grow(): void {
    const scopes = this.values()
    this.#buckets = new Array<S | undefined>(this.#buckets.length * 2).fill(undefined)
    for (const scope of scopes) this.#put(scope)
  }

  delete(scope: S): void {
    const bucket = indexOf(scope) & (this.#buckets.length - 1)
    let before: S | undefined
    let at = this.#buckets[bucket]
    while (at !== undefined && at !== scope) {
      before = at
      at = at.behind
    }
    if (at === undefined) return
    if (before === undefined) this.#buckets[bucket] = scope.behind
    else before.behind = scope.behind
    scope.behind = undefined
    this.size--
  }

  /** In the order of their indexes, as they were opened. */
  values(): readonly S[] {
    const found: S[] = []
    for (const first of this.#buckets) for (let scope = first; scope !== undefined; scope = scope.behind) found.push(scope)
    return found.sort((a, b) => a.index - b.index)
  }
}

function indexOf({ index }: { readonly index: number }): number {
  return index < 0 ? 0 : index
}
