import { must, runError } from '../error/engine-error.ts'
import { containerOf } from '../scope/container-of.ts'
import { afterRollback } from '../state/lane.ts'
import { advancePhase, finish } from '../state/phase.ts'
import type { Rollback, RunState } from '../state/run-state.ts'
import type { ScopeInstance } from '../state/scope-instance.ts'

/** What follows a rollback: the run's end, or the decision of the container whose inside was taken down. */
export function rollbackEnded(state: RunState, rollback: Rollback, left: readonly string[]): void {
  if (rollback.scope !== null) return scopeEnded(state, rollback.scope, isClean(rollback, left))
  if (state.rollbackReason === 'cancelled') return finish(state, state.left.length > 0 ? 'rollback_incomplete' : 'cancelled')
  if (state.rollbackReason === 'undo') return finish(state, state.left.length > 0 ? 'rollback_incomplete' : 'rolled_back')
  afterRollback(state)
}

/** Whether the container may go on. What is done again must be sure of what was; a race has been won whatever is known of a loser. */
function isClean({ scope, left: failed }: Rollback, left: readonly string[]): boolean {
  return scope?.owner?.plan.native === 'race' ? failed.length === 0 : left.length === 0
}

function scopeEnded(state: RunState, scope: ScopeInstance, clean: boolean): void {
  state.failingScopes.delete(scope)
  const owner = must(scope.owner, 'the container of a contained scope')
  const lane = state.lane !== null && state.laneOutcome === undefined
  if (state.status !== 'running' && state.status !== 'halting' && !lane) return advancePhase(state)
  const error = scope.failing ?? runError({ code: 'STEP_FAILED', message: `the inside of "${owner.path}" failed` })
  // what is around it is being taken down too, and may have waited for this
  if (owner.status !== 'running') return advancePhase(state)
  if (!clean) state.due.push('step.failed', { error }, owner)
  else containerOf(owner).scopeFailed(state, scope)
  // a halt may have waited for this
  advancePhase(state)
}
