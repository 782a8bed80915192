import { due, fact } from '../state/due.ts'
import type { RunState } from '../state/run-state.ts'
import type { ScopeInstance, StepInstance } from '../state/step-instance.ts'
import { acceptsWork } from './accepts-work.ts'
import { elementDone } from './map-elements.ts'
import { scopeValue } from './open-scope.ts'

/** What follows when a step has its value: dependents become ready, the last of a scope completes it. O(dependents). */
export function settleStep(state: RunState, step: StepInstance): void {
  const { scope } = step
  const open = acceptsWork(state, scope)
  for (const index of step.plan.dependents) {
    const dependent = scope.steps[index]
    if (dependent) release(state, dependent, open)
  }
  for (const waiter of step.outerWaiters ?? []) release(state, waiter, open && acceptsWork(state, waiter.scope))
  step.outerWaiters = undefined
  scope.remaining--
  if (scope.remaining === 0) scopeDone(state, scope)
}

function release(state: RunState, dependent: StepInstance, open: boolean): void {
  dependent.waiting--
  if (dependent.waiting === 0 && dependent.plan.needed && dependent.status === 'idle' && open) due(state, fact('step.ready', {}, dependent))
}

function scopeDone(state: RunState, scope: ScopeInstance): void {
  if (scope.failing) return
  const { owner } = scope
  if (owner === null) {
    if (state.status === 'running') due(state, fact('run.succeeded', { value: scopeValue(scope) }))
    return
  }
  if (owner.status !== 'running') return
  if (owner.plan.native === 'map') elementDone(state, scope, scopeValue(scope))
  else due(state, fact('step.succeeded', { value: scopeValue(scope) }, owner))
}
