import type { RunError } from '../error/run-error.ts'
import { containFailure } from '../state/phase.ts'
import type { RunState } from '../state/run-state.ts'
import { endDuty } from '../state/slots.ts'
import type { StepInstance } from '../state/run-tree.ts'
import { askWhatNext } from './ask-what-next.ts'

/**
 * A container has failed by itself: its time is over, or too many of its elements have failed. Its own rules, handler and retry decide, once
 * what is open inside has been taken down. One that has none of these, and contains no failures, fails at once, and the run takes it down.
 */
export function failContainer(state: RunState, step: StepInstance, error: RunError): void {
  const { container } = step
  // it has come to its end, well or not
  if (container === undefined || container.winner !== null || container.failure !== undefined || container.again !== null || step.duty === 'judge') return
  if (!hasSay(state, step)) return state.due.push('step.failed', { error }, step)
  const open = container.scopes.values()
  const standing = open.filter((scope) => !scope.failing)
  // a single inside that goes down already fails it as well as this does
  if (standing.length === 0 && open.some(({ index }) => index < 0)) return
  container.failure = error
  // what comes next is no question any more
  if (step.duty === 'next') endDuty(state, step)
  for (const scope of standing) containFailure(state, scope, error)
  if (open.length === 0) askWhatNext(state, step, error)
}

/** Whether anything is asked before it fails for good. The elements of a map are contained, the map itself is not. */
function hasSay({ pivot }: RunState, { plan }: StepInstance): boolean {
  const { onError, compensate } = plan.step
  return (plan.contains && plan.map === null) || pivot !== null || compensate !== undefined || plan.retry.max > 0 || (onError !== undefined && onError.length > 0)
}
