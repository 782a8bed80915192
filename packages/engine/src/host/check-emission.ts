import type { Json, Step } from '@eddy/workflow'
import { DefinitionError } from '../error/engine-error.ts'
import type { ScopePlan } from '../plan/plan.ts'
import { innerReferences, innerScopes } from '../plan/references.ts'
import { elementOf } from '../scope/resolve-source.ts'
import type { RunState } from '../state/run-state.ts'
import { findStep, stepNamed } from '../state/scope-instance.ts'
import type { StepInstance } from '../state/run-tree.ts'
import { checkShape } from './emitted-shape.ts'
import { givenOwnResult } from './given-own-result.ts'

/** What is to be planned into the emitter's scope, with the emitter's value where it is read by who takes over the name. Throws DefinitionError for what cannot be planned (S7). */
export function checkEmission(state: RunState, emitter: StepInstance, { steps: made, value }: { readonly steps: readonly Step[]; readonly value: Json }): readonly Step[] {
  for (const step of made) {
    checkShape(step)
    const taken = stepNamed(emitter.scope, step.name)
    if (taken !== undefined && step.name !== emitter.plan.name) throw new DefinitionError('DUPLICATE_NAME', `there is a step "${step.name}" already; only the emitter's own name may be taken over`)
  }
  const steps = givenOwnResult(made, emitter.plan.name, value)
  const planned = state.plan.planEmitted(emitter.scope.plan.workflow, steps)
  const holdingUp = beforeSuccessor(planned, emitter)
  for (const plan of planned.steps) {
    checkReferences(emitter, { step: plan.step, names: [...plan.outer, ...innerReferences(plan.step).filter((name) => !planned.byName.has(name))], holdsUp: holdingUp.has(plan.index) })
    checkSurroundings(emitter, plan.step, [])
  }
  return steps
}

function checkReferences(emitter: StepInstance, { step, names, holdsUp }: { readonly step: Step; readonly names: readonly string[]; readonly holdsUp: boolean }): void {
  for (const name of names) {
    const around = findStep(emitter.scope, name)
    if (around === undefined) throw new DefinitionError('UNKNOWN_REFERENCE', `the emitted step "${step.name}" refers to "${name}", which does not exist`)
    if (holdsUp && waitsFor(around, emitter)) throw new DefinitionError('CYCLE', `the emitted step "${step.name}" waits for "${name}", which waits for "${emitter.plan.name}"`)
  }
}

/** Handlers, inputs and elements that the step and those inside it name. */
function checkSurroundings(emitter: StepInstance, step: Step, containers: readonly string[]): void {
  const { workflow } = emitter.scope.plan
  for (const name of handlersOf(step)) if (!workflow.handlers.has(name)) throw unknownName(step, `the handler "${name}"`)
  for (const { from } of step.arguments ?? []) {
    if ('input' in from && !workflow.inputs.some(({ name }) => name === from.input)) throw unknownName(step, `the input "${from.input}"`)
    if ('element' in from && !containers.includes(from.element) && elementOf(emitter.scope, from.element) === undefined) throw unknownName(step, `an element of "${from.element}"`)
  }
  for (const steps of innerScopes(step)) for (const inner of steps) checkSurroundings(emitter, inner, [...containers, step.name])
}

function handlersOf({ undo, compensate, check }: Step): readonly string[] {
  return [undo === 'none' ? undefined : undo, compensate, check].filter((name) => name !== undefined)
}

function unknownName({ name }: Step, what: string): DefinitionError {
  return new DefinitionError('UNKNOWN_REFERENCE', `the emitted step "${name}" refers to ${what}, which does not exist`)
}

/** The emitted steps that must end before the one that takes over the emitter's name, itself included. */
function beforeSuccessor({ steps, byName }: ScopePlan, emitter: StepInstance): ReadonlySet<number> {
  const successor = byName.get(emitter.plan.name)
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
