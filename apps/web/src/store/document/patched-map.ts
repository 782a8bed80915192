/** What an edit made of a map. */
interface Patch<Value> {
  readonly gone: Iterable<string>
  readonly come: Iterable<readonly [string, Value]>
}

/** With more keys than this that differ, a map of its own is made. */
const most = 512

/**
 * A map that differs in a few keys from one before it, for the price of those keys: to copy ten thousand takes longer than the edit.
 * 1. It never changes; what it is based on never changes either.
 * 2. To go through all of it puts all of it together, once. `inOrder` says how where the order matters.
 */
export class PatchedMap<Value extends object | number> implements ReadonlyMap<string, Value> {
  private all: ReadonlyMap<string, Value> | undefined

  private constructor(
    private readonly parts: { readonly base: ReadonlyMap<string, Value>; readonly patch: ReadonlyMap<string, Value | undefined> },
    readonly size: number,
    private readonly inOrder: (() => ReadonlyMap<string, Value>) | undefined,
  ) {}

  static of<Value extends object | number>(before: ReadonlyMap<string, Value>, { gone, come }: Patch<Value>, inOrder?: () => ReadonlyMap<string, Value>): ReadonlyMap<string, Value> {
    const patched: PatchedMap<Value> | undefined = before instanceof PatchedMap ? before : undefined
    const patch = new Map<string, Value | undefined>(patched?.parts.patch)
    let { size } = before
    const has = (key: string) => (patch.has(key) ? patch.get(key) !== undefined : base.has(key))
    const base = patched?.parts.base ?? before
    for (const key of gone) {
      if (has(key)) size -= 1
      patch.set(key, undefined)
    }
    for (const [key, value] of come) {
      if (!has(key)) size += 1
      patch.set(key, value)
    }
    const next = new PatchedMap({ base, patch }, size, inOrder)
    return patch.size > most ? next.whole() : next
  }

  get(key: string): Value | undefined {
    const { base, patch } = this.parts
    const found = patch.get(key)
    return found !== undefined || patch.has(key) ? found : base.get(key)
  }

  has(key: string): boolean {
    return this.get(key) !== undefined
  }

  forEach(visit: (value: Value, key: string, map: ReadonlyMap<string, Value>) => void): void {
    this.whole().forEach((value, key) => visit(value, key, this))
  }

  entries(): MapIterator<[string, Value]> {
    return this.whole().entries()
  }

  keys(): MapIterator<string> {
    return this.whole().keys()
  }

  values(): MapIterator<Value> {
    return this.whole().values()
  }

  [Symbol.iterator](): MapIterator<[string, Value]> {
    return this.entries()
  }

  private whole(): ReadonlyMap<string, Value> {
    this.all ??= this.inOrder?.() ?? this.together()
    return this.all
  }

  private together(): ReadonlyMap<string, Value> {
    const all = new Map(this.parts.base)
    for (const [key, value] of this.parts.patch) {
      if (value === undefined) all.delete(key)
      else all.set(key, value)
    }
    return all
  }
}
