import type { Json } from '@eddy/workflow'
import { must } from '../error/engine-error.ts'
import type { RunState } from '../state/run-state.ts'
import { enclosing, findStep, ScopeInstance, type ScopeOpening } from '../state/scope-instance.ts'
import type * as tree from '../state/run-tree.ts'
import { addWaiting } from './add-waiting.ts'

/** A fact without more to say. */
export const NOTHING: Record<never, never> = Object.freeze({})

/** Opens a scope and announces the steps that wait for nothing. O(those steps + references to outer scopes). */
export function openScope(state: RunState, opening: ScopeOpening): tree.ScopeInstance {
  const { plan } = opening
  const scope = new ScopeInstance(opening, state.ordinals)
  state.ordinals += plan.steps.length
  for (const index of plan.outward) waitForOuter(scope, must(scope.steps.at(index), 'a step'))
  state.due.reserve(plan.starts.length)
  for (const index of plan.starts) {
    const step = must(scope.steps.at(index), 'a step')
    if (step.waiting === 0) state.due.push('step.ready', NOTHING, step)
  }
  return scope
}

function waitForOuter(scope: tree.ScopeInstance, step: tree.StepInstance): void {
  const around = enclosing(scope)
  // a failure lane reads what the run has come to, and waits for nothing
  if (around === null) return
  for (const name of step.plan.outer) addWaiting(step, findStep(around, name))
}

/** The value that a scope has come to. */
export function scopeValue(scope: tree.ScopeInstance): Json {
  if (scope.plan.steps.length === 0) return null
  const plan = must(scope.plan.steps[scope.plan.returns], 'the return step')
  const emitted = scope.emitted?.get(plan.name)
  return (emitted === undefined ? scope.steps.valueAt(plan.index) : emitted.value) ?? null
}
