import { isFinal, type RunState } from '../state/run-state.ts'
import type { RunResult } from './run-handle.ts'
import { runResult } from './run-result.ts'
import { Waiting } from './waiting.ts'

/** Whether nothing more happens by itself, and nothing is on its way. */
export function isAtRest(state: RunState): boolean {
  return state.due.isEmpty && state.performing.size === 0 && state.lateUndos.size === 0 && (isFinal(state.status) || state.status === 'halted')
}

/** Those who wait for a run to come to rest; a defect, which it does not survive in this process, is told to all of them, and to all who ask later. */
export class RunRest {
  readonly #waiting = new Waiting()
  #failure: { readonly error: unknown } | undefined

  get isAwaited(): boolean {
    return this.#waiting.size > 0
  }

  get hasFailed(): boolean {
    return this.#failure !== undefined
  }

  settled(): Promise<RunResult> {
    return this.#failure ? Promise.reject(this.#failure.error) : this.#waiting.add()
  }

  tell(state: RunState, flushed: Promise<void> | undefined): void {
    this.#waiting.tell(() => (this.hasFailed || isAtRest(state) ? runResult(state) : undefined), flushed)
  }

  fail(error: unknown): void {
    this.#failure ??= { error }
    this.#waiting.fail(error)
  }
}
