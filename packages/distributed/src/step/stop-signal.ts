import type { Stop } from '../run/question.ts'

/**
 * Tells work that its answer is no longer wanted; also work that begins, or listens, only after that. A run that is gone through again may come
 * by where an answer is no longer wanted before its work has begun in this process: what listened in vain would never end.
 */
export class StopSignal implements Stop {
  readonly #listeners = new Set<() => void>()
  aborted = false

  addEventListener(_type: 'abort', listener: () => void): void {
    if (this.aborted) queueMicrotask(listener)
    else this.#listeners.add(listener)
  }

  removeEventListener(_type: 'abort', listener: () => void): void {
    this.#listeners.delete(listener)
  }

  abort(): void {
    if (this.aborted) return
    this.aborted = true
    for (const listener of this.#listeners) listener()
    this.#listeners.clear()
  }
}
