/** Hands what was published to whoever listens, each at its own pace. One per process. */
export class Feed<T> {
  readonly #listeners = new Map<string, Set<(items: readonly T[]) => void>>()

  publish(key: string, items: readonly T[]): void {
    for (const listener of this.#listeners.get(key) ?? []) listener(items)
  }

  keys(): readonly string[] {
    return [...this.#listeners.keys()]
  }

  hasListeners(key: string): boolean {
    return this.#listeners.has(key)
  }

  /** Collects what is published from now on, until the signal; `next` resolves to all that came since, or nothing at the end. */
  listen(key: string, signal: AbortSignal): { next(): Promise<readonly T[]> } {
    let waiting: T[] = []
    let wake: (() => void) | undefined
    const listener = (items: readonly T[]) => {
      for (const item of items) waiting.push(item)
      wake?.()
    }
    const listeners = this.#listeners.get(key) ?? new Set()
    this.#listeners.set(key, listeners.add(listener))
    signal.addEventListener('abort', () => {
      listeners.delete(listener)
      if (listeners.size === 0) this.#listeners.delete(key)
      wake?.()
    })
    return {
      async next() {
        if (waiting.length === 0 && !signal.aborted) await new Promise<void>((resolve) => (wake = resolve))
        wake = undefined
        const items = waiting
        waiting = []
        return items
      },
    }
  }
}
