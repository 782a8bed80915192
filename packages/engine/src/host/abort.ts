import type { AbortSignalLike } from '../port/step-executor.ts'

/** An abort signal of our own: the core's package knows no platform types. Unlike the platform's it also tells those who listen too late. */
export class Abort implements AbortSignalLike {
  #listeners: Set<() => void> | undefined
  aborted = false

  addEventListener(_type: 'abort', listener: () => void): void {
    // what begins only now would wait in vain
    if (this.aborted) return void Promise.resolve().then(listener)
    this.#listeners ??= new Set()
    this.#listeners.add(listener)
  }

  removeEventListener(_type: 'abort', listener: () => void): void {
    this.#listeners?.delete(listener)
  }

  abort(): void {
    if (this.aborted) return
    this.aborted = true
    for (const listener of this.#listeners ?? []) listener()
    this.#listeners = undefined
  }
}
