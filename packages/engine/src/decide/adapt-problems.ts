import type { Plan, ScopePlan, StepPlan } from '../plan/plan.ts'
import { hasBegun, innerBranch } from '../state/adapt-state.ts'
import type { RunState } from '../state/run-state.ts'
import type { ScopeInstance, StepInstance } from '../state/run-tree.ts'
import { isSettled } from '../state/status.ts'

/** Why a halted run cannot go on with another version. */
export interface AdaptProblem {
  readonly code: 'STEP_GONE' | 'KIND_CHANGED' | 'WAITS_FOR_UNFINISHED' | 'HANDLER_GONE' | 'INPUT_MISSING' | 'BRANCH_GONE'
  readonly step?: string
  readonly message: string
}

/** All that speaks against a version (H6): what has run must stay reachable by name, and must have been able to run. O(steps + edges). */
export function adaptProblems(state: RunState, next: Plan): readonly AdaptProblem[] {
  const inputs = next.inputs.flatMap((input): readonly AdaptProblem[] => {
    if (Object.hasOwn(state.input, input.name) || input.required === false || input.default !== undefined) return []
    return [{ code: 'INPUT_MISSING', message: `the new version needs the input "${input.name}", which the run was not started with` }]
  })
  return [...inputs, ...(state.root ? scopeProblems(state.root, next.scope) : [])]
}

function scopeProblems(scope: ScopeInstance, next: ScopePlan): readonly AdaptProblem[] {
  return [...scope.steps].flatMap((step) => (hasBegun(step) && step.siblings === scope.steps ? stepProblems(step, next) : []))
}

function stepProblems(step: StepInstance, next: ScopePlan): readonly AdaptProblem[] {
  const { path } = step
  const index = next.byName.get(step.plan.name)
  const plan = index === undefined ? undefined : next.steps[index]
  if (plan === undefined) return [{ code: 'STEP_GONE', step: path, message: `"${path}" has begun, and the new version has no step of that name` }]
  if (plan.step.kind !== step.plan.step.kind) return [{ code: 'KIND_CHANGED', step: path, message: `"${path}" has begun as ${step.plan.step.kind}, and is ${plan.step.kind} in the new version` }]
  return [...waitProblems(step, plan, next), ...handlerProblems(step, next), ...insideProblems(step, plan)]
}

function waitProblems(step: StepInstance, plan: StepPlan, next: ScopePlan): readonly AdaptProblem[] {
  const { scope, path } = step
  return plan.dependsOn.flatMap((index): readonly AdaptProblem[] => {
    const name = next.steps[index]?.step.name ?? ''
    const before = scope.steps.at(scope.plan.byName.get(name) ?? -1)
    if (before !== undefined && isSettled(before.status)) return []
    return [{ code: 'WAITS_FOR_UNFINISHED', step: path, message: `"${path}" has begun, and would wait for "${name}", which has not finished` }]
  })
}

function handlerProblems(step: StepInstance, next: ScopePlan): readonly AdaptProblem[] {
  const { undo } = step.plan
  if (step.status !== 'succeeded' || undo.by !== 'handler' || next.workflow.handlers.has(undo.handler)) return []
  return [{ code: 'HANDLER_GONE', step: step.path, message: `"${step.path}" has succeeded and is undone by "${undo.handler}", which the new version lacks` }]
}

function insideProblems(step: StepInstance, plan: StepPlan): readonly AdaptProblem[] {
  const problems: AdaptProblem[] = []
  for (const inner of step.container?.scopes.values() ?? []) {
    const scopePlan = step.plan.native === 'switch' ? plan.scopes[innerBranch(step, inner)] : plan.scopes[step.plan.native === 'race' ? inner.index : 0]
    if (scopePlan === undefined) problems.push({ code: 'BRANCH_GONE', step: step.path, message: `"${step.path}" is inside a branch that the new version lacks` })
    else problems.push(...scopeProblems(inner, scopePlan))
  }
  return problems
}
