/** Texts that were read lately, as many as fit into so many characters; the one that was asked for longest ago goes first. */
export class RecentTexts<T extends { readonly text: string }> {
  readonly #most: number
  readonly #kept = new Map<string, T>()
  #size = 0

  constructor(most: number) {
    this.#most = most
  }

  get(key: string): T | undefined {
    const found = this.#kept.get(key)
    if (found === undefined) return undefined
    // to the end of the line
    this.#kept.delete(key)
    this.#kept.set(key, found)
    return found
  }

  keep(key: string, given: T): void {
    if (this.#kept.has(key) || given.text.length > this.#most) return
    this.#kept.set(key, given)
    this.#size += given.text.length
    for (const [oldest, { text }] of this.#kept) {
      if (this.#size <= this.#most) return
      this.#kept.delete(oldest)
      this.#size -= text.length
    }
  }
}
