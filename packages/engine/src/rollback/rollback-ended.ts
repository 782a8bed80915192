import { must, runError } from '../error/engine-error.ts'
import { errorJson } from '../error/error-json.ts'
import { elementDone } from '../scope/map-elements.ts'
import { due, fact } from '../state/due.ts'
import { advancePhase, finish } from '../state/phase.ts'
import type { Rollback, RunState } from '../state/run-state.ts'
import { beginDuty } from '../state/slots.ts'
import type { ScopeInstance, StepInstance } from '../state/step-instance.ts'

/** What follows a rollback: the run's end, or the decision of the container whose inside was taken down. */
export function rollbackEnded(state: RunState, rollback: Rollback): void {
  if (rollback.scope !== null) return scopeEnded(state, rollback.scope, rollback.left.length === 0)
  if (state.rollbackReason === 'cancelled') return finish(state, state.left.length > 0 ? 'rollback_incomplete' : 'cancelled')
  if (state.rollbackReason === 'undo') return finish(state, state.left.length > 0 ? 'rollback_incomplete' : 'rolled_back')
  due(state, fact('run.failed', { error: state.error ?? runError({ code: 'STEP_FAILED', message: 'the run failed' }) }))
}

function scopeEnded(state: RunState, scope: ScopeInstance, clean: boolean): void {
  state.failingScopes.delete(scope)
  const owner = must(scope.owner, 'the container of a contained scope')
  if (state.status !== 'running' && state.status !== 'halting') return advancePhase(state)
  const error = scope.failing ?? runError({ code: 'STEP_FAILED', message: `the inside of "${owner.path}" failed` })
  if (!clean) due(state, fact('step.failed', { error }, owner))
  else if (owner.plan.map) elementFailed(state, owner, scope)
  else {
    owner.error = error
    beginDuty(state, owner, 'judge')
    state.tasks.push({ kind: 'judge', step: owner, error })
  }
}

/** A failed element under `collect` leaves its error in its place, under `skip` nothing; too many fail the map. */
function elementFailed(state: RunState, map: StepInstance, scope: ScopeInstance): void {
  const container = must(map.container, 'the state of a map')
  const policy = must(map.plan.map, 'the policy of a map')
  container.failures++
  if (container.failures > policy.maxFailures && scope.failing) return due(state, fact('step.failed', { error: scope.failing }, map))
  elementDone(state, scope, policy.onElementError === 'collect' && scope.failing ? { error: errorJson(scope.failing) } : undefined)
}
