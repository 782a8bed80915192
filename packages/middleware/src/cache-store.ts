import type { Json } from '@eddy/workflow'

export interface CacheEntry {
  readonly value: Json
  /** Milliseconds since the epoch; stale from then on. */
  readonly until: number
}

/** Where results are kept; one store may serve many hosts. */
export interface CacheStore {
  get(key: string): CacheEntry | undefined | Promise<CacheEntry | undefined>
  set(key: string, entry: CacheEntry): void | Promise<void>
}

/** Keeps results in memory, those used last; 1000 unless told otherwise. O(1). */
export function memoryCacheStore({ maxEntries = 1000 }: { readonly maxEntries?: number } = {}): CacheStore & { readonly size: number } {
  // a Map keeps the order of insertion: the first is the one not used for longest
  const entries = new Map<string, CacheEntry>()
  const touch = (key: string, entry: CacheEntry) => {
    entries.delete(key)
    entries.set(key, entry)
  }
  return {
    get(key) {
      const entry = entries.get(key)
      if (entry !== undefined) touch(key, entry)
      return entry
    },
    set(key, entry) {
      touch(key, entry)
      const [oldest] = entries.keys()
      if (entries.size > maxEntries && oldest !== undefined) entries.delete(oldest)
    },
    get size() {
      return entries.size
    },
  }
}
