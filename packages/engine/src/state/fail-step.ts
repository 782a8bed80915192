import type { RunError } from '../error/run-error.ts'
import { must } from '../error/engine-error.ts'
import { acceptsWork } from '../scope/accepts-work.ts'
import { failLane } from './lane.ts'
import { advancePhase, beginFailing, containFailure } from './phase.ts'
import type { RunState } from './run-state.ts'
import { rest } from './slots.ts'
import type { ScopeInstance } from './scope-instance.ts'
import type { StepInstance } from './step-instance.ts'

/**
 * A step has failed for good. The failure goes up to the nearest scope that contains failures, failing each container on
 * the way, else to the run. While a scope or the run is being taken down already, it changes nothing more.
 */
export function failStep(state: RunState, step: StepInstance, error: RunError): void {
  rest(state, step)
  if (state.inDoubt.size > 0) state.inDoubt.delete(step)
  if (step.status !== 'succeeded') step.status = 'failed'
  step.error = error
  const { scope } = step
  if (!acceptsWork(state, scope)) return advancePhase(state)
  if (scope.owner === null) return scope === state.lane ? failLane(state, error) : beginFailing(state, error)
  if (containsFailures(scope)) return containFailure(state, scope, error)
  const { owner } = scope
  if (owner.status === 'running') state.due.push('step.failed', { error }, owner)
}

function containsFailures(scope: ScopeInstance): boolean {
  const { plan } = must(scope.owner, 'the owner of an inner scope')
  return plan.contains
}
