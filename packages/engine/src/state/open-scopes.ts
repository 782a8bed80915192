import type { ScopeInstance } from './scope-instance.ts'

const FIRST_SIZE = 4

/**
 * The scopes at work in a container, by index: 0 for one that stands alone. A hash table of its own, in constant time each way: a `Map`
 * whose entries come and go is made anew every few elements, and each that was left leads to the next, so that what has long ended
 * is copied from one part of the memory to the other.
 */
export class OpenScopes {
  /** By the last bits of the index; scopes that meet there are linked by `behind`. */
  #buckets: (ScopeInstance | undefined)[] = new Array<ScopeInstance | undefined>(FIRST_SIZE).fill(undefined)
  size = 0

  get(index: number): ScopeInstance | undefined {
    let scope = this.#buckets[index & (this.#buckets.length - 1)]
    while (scope !== undefined && indexOf(scope) !== index) scope = scope.behind
    return scope
  }

  add(scope: ScopeInstance): void {
    if (this.size === this.#buckets.length) this.#grow()
    this.size++
    this.#put(scope)
  }

  #put(scope: ScopeInstance): void {
    const bucket = indexOf(scope) & (this.#buckets.length - 1)
    scope.behind = this.#buckets[bucket]
    this.#buckets[bucket] = scope
  }

  #grow(): void {
    const scopes = this.values()
    this.#buckets = new Array<ScopeInstance | undefined>(this.#buckets.length * 2).fill(undefined)
    for (const scope of scopes) this.#put(scope)
  }

  delete(scope: ScopeInstance): void {
    const bucket = indexOf(scope) & (this.#buckets.length - 1)
    let before: ScopeInstance | undefined
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
  values(): readonly ScopeInstance[] {
    const found: ScopeInstance[] = []
    for (const first of this.#buckets) for (let scope = first; scope !== undefined; scope = scope.behind) found.push(scope)
    return found.sort((a, b) => a.index - b.index)
  }
}

function indexOf({ index }: ScopeInstance): number {
  return index < 0 ? 0 : index
}
