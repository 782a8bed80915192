import type { RunResult } from './run-handle.ts'

interface Waiter {
  readonly resolve: (result: RunResult) => void
  readonly reject: (error: unknown) => void
}

/** Those who want to know when a run has come to rest. */
export class Waiting {
  #waiters: Waiter[] = []

  get size(): number {
    return this.#waiters.length
  }

  add(): Promise<RunResult> {
    return new Promise((resolve, reject) => this.#waiters.push({ resolve, reject }))
  }

  /** Once what has been recorded is durable; they wait on where the run has gone on meanwhile, and there is no result. */
  tell(result: () => RunResult | undefined, flushed: Promise<void> | undefined): void {
    const waiters = this.#waiters.splice(0)
    const tell = () => {
      const told = result()
      if (told === undefined) this.#waiters.push(...waiters)
      else waiters.forEach(({ resolve }) => resolve(told))
    }
    if (flushed === undefined) tell()
    else flushed.then(tell, (error: unknown) => waiters.forEach(({ reject }) => reject(error)))
  }

  fail(error: unknown): void {
    for (const { reject } of this.#waiters.splice(0)) reject(error)
  }
}
