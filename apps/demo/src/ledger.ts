/** What the demo service holds. In memory: it is there to be written to, looked at and emptied. */
export interface Entry {
  readonly id: string
  readonly at: string
  readonly [field: string]: unknown
}

export class Ledger {
  readonly #prefix: string
  #entries = new Map<string, Entry>()
  #count = 0

  constructor(prefix: string) {
    this.#prefix = prefix
  }

  add(fields: { readonly [field: string]: unknown }): Entry {
    const entry = { ...fields, id: `${this.#prefix}_${++this.#count}`, at: new Date().toISOString() }
    this.#entries.set(entry.id, entry)
    return entry
  }

  get(id: string): Entry | undefined {
    return this.#entries.get(id)
  }

  /** The entry with these fields; undefined where there is none. */
  change(id: string, fields: { readonly [field: string]: unknown }): Entry | undefined {
    const before = this.#entries.get(id)
    if (!before) return undefined
    const entry = { ...before, ...fields, id: before.id, at: before.at }
    this.#entries.set(id, entry)
    return entry
  }

  remove(id: string): boolean {
    return this.#entries.delete(id)
  }

  list(): readonly Entry[] {
    return [...this.#entries.values()]
  }

  clear(): void {
    this.#entries = new Map()
  }
}
