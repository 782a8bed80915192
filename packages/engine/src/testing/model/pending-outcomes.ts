import type { Outcome } from '../../port/step-executor.ts'

/** What an answer was asked for, so that a test can choose among those that wait. */
export interface PendingOutcome {
  readonly path: string
  /** Comes only when nothing else can happen: it does not listen to the abort. */
  readonly straggles: boolean
  readonly deliver: () => void
}

/**
 * Answers that come when a test says so, at once and in the order that it chooses: thenables that settle without a microtask, so that
 * every interleaving of completions can be played.
 */
export class PendingOutcomes {
  readonly waiting: PendingOutcome[] = []

  later(path: string, { outcome, straggles = false }: { readonly outcome: () => Outcome; readonly straggles?: boolean }): Promise<Outcome> {
    const { waiting } = this
    const thenable = {
      then(onOk: (value: Outcome) => void, onError: (error: unknown) => void): void {
        waiting.push({ path, straggles, deliver: () => settle(outcome, { onOk, onError }) })
      },
    }
    // the engine only ever calls `then` of what a step answers
    return thenable as unknown as Promise<Outcome>
  }

  /** Takes the answer out and lets it come. */
  deliver(index: number): void {
    this.waiting.splice(index, 1)[0]?.deliver()
  }
}

function settle(outcome: () => Outcome, { onOk, onError }: { readonly onOk: (value: Outcome) => void; readonly onError: (error: unknown) => void }): void {
  let value: Outcome
  try {
    value = outcome()
  } catch (error) {
    return onError(error)
  }
  onOk(value)
}
