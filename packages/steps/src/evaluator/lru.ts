/** A map that forgets what was not asked for longest, once it holds `capacity` entries. */
export class Lru<V> {
  readonly #entries = new Map<string, V>()

  constructor(readonly capacity: number) {}

  get(key: string, make: () => V): V {
    const found = this.#entries.get(key)
    if (found !== undefined) {
      // a key that is set anew becomes the youngest; moving it only once the cache is full keeps small caches free of work
      if (this.#entries.size >= this.capacity) {
        this.#entries.delete(key)
        this.#entries.set(key, found)
      }
      return found
    }
    const made = make()
    const [oldest] = this.#entries.keys()
    if (this.#entries.size >= this.capacity && oldest !== undefined) this.#entries.delete(oldest)
    this.#entries.set(key, made)
    return made
  }
}
