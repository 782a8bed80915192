import type { Evaluator, Outcome, StepRequest } from '@eddy/engine'

/**
 * The part of a rehearsal that is no rehearsal: expressions, and kinds that compute without touching the world. `@eddy/steps/logic` has
 * that of the shipped kinds.
 */
export interface Logic {
  readonly evaluator: Evaluator
  /** Undefined for a kind with an effect, or one that nothing here can compute: it is replaced. */
  execute(request: StepRequest): Outcome | Promise<Outcome> | undefined
}
