import { must, runError } from '../error/engine-error.ts'
import { containerOf } from '../scope/container-of.ts'
import { scopeTakenBack } from '../state/begin-again.ts'
import { afterRollback } from '../state/lane.ts'
import { advancePhase, finish } from '../state/phase.ts'
import type { Rollback, RunState } from '../state/run-state.ts'
import type { ScopeInstance } from '../state/run-tree.ts'

/** What follows a rollback: the run's end, or the decision of the container whose inside was taken down. */
export function rollbackEnded(state: RunState, { scope }: Rollback): void {
  if (scope !== null) return scopeEnded(state, scope, isClean(state, scope))
  if (state.rollbackReason === 'cancelled') return finish(state, state.left.length > 0 ? 'rollback_incomplete' : 'cancelled')
  if (state.rollbackReason === 'undo') return finish(state, state.left.length > 0 ? 'rollback_incomplete' : 'rolled_back')
  afterRollback(state)
}

/** Whether the container may go on: nothing inside was left in place, by this rollback or one before. What is done again must be sure of what was; a race has been won whatever is known of a loser. */
function isClean({ left, inDoubt }: RunState, { path, owner }: ScopeInstance): boolean {
  const inside = left.filter((one) => one.startsWith(`${path}.`))
  if (inside.length === 0 || owner?.plan.native !== 'race') return inside.length === 0
  const unknown = new Set(Array.from(inDoubt, (step) => step.path))
  return inside.every((one) => unknown.has(one))
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
  else if (owner.container !== undefined && owner.container.again !== null) scopeTakenBack(state, owner)
  else containerOf(owner).scopeFailed(state, scope)
  // a halt may have waited for this
  advancePhase(state)
}
