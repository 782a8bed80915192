import type { Json } from '@eddy/workflow'
import { assert, must } from '../error/engine-error.ts'
import type { ScopePlan, StepPlan } from '../plan/plan.ts'
import { due, fact } from '../state/due.ts'
import type { RunState } from '../state/run-state.ts'
import { enclosing, findStep, type ScopeInstance, type StepInstance } from '../state/step-instance.ts'
import { isSettled } from '../state/status.ts'

export interface ScopeOpening {
  readonly plan: ScopePlan
  readonly owner: StepInstance | null
  readonly prefix: string
  readonly inputs: { readonly [name: string]: Json }
  readonly index?: number
  readonly element?: Json
}

/** Makes the steps of a scope and announces those that wait for nothing. O(steps + references to outer scopes). */
export function openScope(state: RunState, opening: ScopeOpening): ScopeInstance {
  const { plan, owner } = opening
  const scope: ScopeInstance = {
    plan,
    owner,
    prefix: opening.prefix,
    index: opening.index ?? 0,
    element: opening.element,
    inputs: opening.inputs,
    reversible: owner === null || (owner.scope.reversible && owner.plan.step.reversible !== false),
    steps: [],
    remaining: plan.active,
    failing: undefined,
    rollingBack: false,
  }
  for (const step of plan.steps) scope.steps.push(addStep(state, scope, step))
  for (const step of scope.steps) if (step.plan.needed && step.waiting === 0) due(state, fact('step.ready', {}, step))
  return scope
}

function addStep(state: RunState, scope: ScopeInstance, plan: StepPlan): StepInstance {
  const step: StepInstance = {
    plan, scope, path: scope.prefix + plan.step.name, ordinal: state.ordinals++, status: 'idle', claimed: false, duty: null, occupying: false,
    waiting: plan.dependsOn.length, attempt: 0, retries: 0, attemptGroup: 1, arguments: undefined, value: undefined, error: undefined,
    undoAttempt: 0, container: undefined, outerWaiters: undefined,
  }
  state.steps.set(step.path, step)
  for (const name of plan.outer) waitForOuter(scope, step, name)
  return step
}

function waitForOuter(scope: ScopeInstance, step: StepInstance, name: string): void {
  const around = enclosing(scope)
  const outer = around === null ? undefined : findStep(around, name)
  assert(outer !== undefined, `step "${step.path}" takes the result of "${name}", which no scope around it has`)
  if (isSettled(outer.status)) return
  step.waiting++
  outer.outerWaiters ??= []
  outer.outerWaiters.push(step)
}

/** The value that a scope has come to. */
export function scopeValue(scope: ScopeInstance): Json {
  return must(scope.steps[scope.plan.returns], 'the return step').value ?? null
}
