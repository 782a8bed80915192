import type { Json } from '@eddy/workflow'
import { must } from '../error/engine-error.ts'
import type { RunState } from '../state/run-state.ts'
import { enclosing, findStep, ScopeInstance, type ScopeOpening } from '../state/scope-instance.ts'
import { StepInstance } from '../state/step-instance.ts'
import { addWaiting } from './add-waiting.ts'

/** A fact without more to say. */
export const NOTHING: Record<never, never> = Object.freeze({})

/** Makes the steps of a scope and announces those that wait for nothing. O(steps + references to outer scopes). */
export function openScope(state: RunState, opening: ScopeOpening): ScopeInstance {
  const scope = new ScopeInstance(opening)
  const { steps } = scope
  for (const plan of opening.plan.steps) {
    const step = new StepInstance(plan, scope, state.ordinals++)
    steps[plan.index] = step
    if (plan.outer.length > 0) waitForOuter(scope, step)
  }
  for (const step of steps) if (step.waiting === 0 && step.plan.needed) state.due.push('step.ready', NOTHING, step)
  return scope
}

function waitForOuter(scope: ScopeInstance, step: StepInstance): void {
  const around = enclosing(scope)
  // a failure lane reads what the run has come to, and waits for nothing
  if (around === null) return
  for (const name of step.plan.outer) addWaiting(step, findStep(around, name))
}

/** The value that a scope has come to. */
export function scopeValue(scope: ScopeInstance): Json {
  const step = must(scope.steps[scope.plan.returns], 'the return step')
  return (scope.emitted?.get(step.plan.step.name) ?? step).value ?? null
}
