import type { Step } from '@eddy/workflow'
import { DefinitionError } from '../error/engine-error.ts'
import type { ScopePlan, StepPlan } from '../plan/plan.ts'
import type { RunState } from '../state/run-state.ts'
import { findStep, stepNamed } from '../state/scope-instance.ts'
import type { StepInstance } from '../state/step-instance.ts'

const NAME = /^[a-z][a-z0-9_]{0,63}$/

/** Refuses what cannot be planned into the emitter's scope. Throws DefinitionError (S7). */
export function checkEmission(state: RunState, emitter: StepInstance, steps: readonly Step[]): void {
  for (const step of steps) {
    if (!isStep(step)) throw new DefinitionError('UNKNOWN_KIND', 'an emitted step needs a name and a kind')
    const taken = stepNamed(emitter.scope, step.name)
    if (taken !== undefined && step.name !== emitter.plan.step.name) throw new DefinitionError('DUPLICATE_NAME', `there is a step "${step.name}" already; only the emitter's own name may be taken over`)
  }
  const planned = state.plan.planEmitted(emitter.scope.plan.workflow, steps)
  const holdingUp = beforeSuccessor(planned, emitter)
  for (const plan of planned.steps) checkReferences(emitter, plan, holdingUp.has(plan.index))
}

function checkReferences(emitter: StepInstance, { outer, step }: StepPlan, holdsUp: boolean): void {
  for (const name of outer) {
    const around = findStep(emitter.scope, name)
    if (around === undefined) throw new DefinitionError('UNKNOWN_REFERENCE', `the emitted step "${step.name}" refers to "${name}", which does not exist`)
    if (holdsUp && waitsFor(around, emitter)) throw new DefinitionError('CYCLE', `the emitted step "${step.name}" waits for "${name}", which waits for "${emitter.plan.step.name}"`)
  }
}

/** What a step made can be anything. */
function isStep(step: Step): boolean {
  return typeof step === 'object' && step !== null && typeof step.name === 'string' && NAME.test(step.name) && typeof step.kind === 'string'
}

/** The emitted steps that must end before the one that takes over the emitter's name, itself included. */
function beforeSuccessor({ steps, byName }: ScopePlan, emitter: StepInstance): ReadonlySet<number> {
  const successor = byName.get(emitter.plan.step.name)
  const found = new Set(successor === undefined ? [] : [successor])
  for (const index of found) for (const before of steps[index]?.dependsOn ?? []) found.add(before)
  return found
}

/** Whether `step` can only end after `emitter`'s name has its value, which emitted steps may hold up. O(steps behind the emitter). */
function waitsFor(step: StepInstance, emitter: StepInstance): boolean {
  if (step === emitter || step.status !== 'idle') return false
  const seen = new Set([step])
  const stack = [step]
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    if (at === emitter || at === emitter.standsFor) return true
    for (const index of at.plan.dependsOn) {
      const before = at.siblings.at(index)
      if (before !== undefined && !seen.has(before)) {
        seen.add(before)
        stack.push(before)
      }
    }
  }
  return false
}
