import type { RunError } from '../error/run-error.ts'
import { must } from '../error/engine-error.ts'
import { leaveInPlace } from '../rollback/resolve-left.ts'
import { acceptsWork } from '../scope/accepts-work.ts'
import { failLane } from './lane.ts'
import { advancePhase, beginFailing, containFailure } from './phase.ts'
import { rerunToUndo } from './rerun-to-undo.ts'
import { isFinal, type RunState } from './run-state.ts'
import { rest } from './slots.ts'
import { isWithin } from './scope-instance.ts'
import type { ScopeInstance, StepInstance } from './run-tree.ts'
import { dropTimers } from './set-timer.ts'
import { isBeside } from './stragglers.ts'

/**
 * A step has failed for good. The failure goes up to the nearest scope that contains failures, failing each container on
 * the way, else to the run. While a scope or the run is being taken down already, it changes nothing more.
 */
export function failStep(state: RunState, step: StepInstance, error: RunError): void {
  rest(state, step)
  dropTimers(state, step)
  if (step.status !== 'succeeded') step.status = staysInDoubt(state, step) ? 'in_doubt' : 'failed'
  step.error = error
  const { scope } = step
  if (!acceptsWork(state, scope)) return goesDown(state, step)
  if (scope.owner === null) return scope === state.lane ? failLane(state, error) : beginFailing(state, error)
  if (containsFailures(scope)) return containFailure(state, scope, error)
  const { owner } = scope
  if (owner.status === 'running') state.due.push('step.failed', { error }, owner)
}

/** A failure that has settled nothing about the effect: the step is in doubt until somebody knows (H5). What a failure lane does is told on its own. */
function staysInDoubt({ inDoubt }: RunState, step: StepInstance): boolean {
  if (inDoubt.size === 0 || !inDoubt.has(step)) return false
  if (step.plan.effects.length > 0 && step.scope.lane === '') return true
  inDoubt.delete(step)
  return false
}

function goesDown(state: RunState, step: StepInstance): void {
  if (step.status === 'in_doubt') {
    if (!isAfterEnd(state, step) && !step.repeated) rerunToUndo(state, step)
    tellOfDoubt(state, step)
  }
  advancePhase(state)
}

/** Of one in doubt that nobody is at work on, and that no rollback will tell of any more. */
export function tellOfDoubt(state: RunState, step: StepInstance): void {
  if (step.status === 'in_doubt' && step.duty === null && (isAfterEnd(state, step) || isBeside(state, step))) leaveInPlace(state, step)
}

/** The forward part, and its rollback, are over. */
export function isAfterEnd({ status, lane }: RunState, { scope }: StepInstance): boolean {
  return isFinal(status) || (lane !== null && !isWithin(scope, lane))
}

function containsFailures(scope: ScopeInstance): boolean {
  const { plan } = must(scope.owner, 'the owner of an inner scope')
  return plan.contains
}
