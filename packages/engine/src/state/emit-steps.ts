import type { Step } from '@eddy/workflow'
import type { EventData } from '../event/event.ts'
import { addWaiting } from '../scope/add-waiting.ts'
import { nextRound } from '../scope/repeat-rounds.ts'
import { streamElements } from '../scope/map-elements.ts'
import type { RunState } from './run-state.ts'
import { noteGroup } from './note-group.ts'
import { enclosing, findStep } from './scope-instance.ts'
import type { StepInstance } from './run-tree.ts'
import { StepTable } from './step-table.ts'

/** What a step adds to the running graph. O(what it adds). */
export function emitSteps(state: RunState, step: StepInstance, data: EventData['steps.emitted']): void {
  if (data.elements !== undefined) return streamElements(state, step, { elements: data.elements, ended: data.ended ?? false, error: data.error })
  if (data.round !== undefined) return nextRound(state, step, { round: data.round, element: data.element ?? null })
  dropEmission(step)
  if (data.error !== undefined) step.emission = { steps: [], error: data.error, successor: undefined }
  else plantSteps(state, step, data.steps ?? [])
}

/** Plans emitted steps into the emitter's scope (S7). They wait for the emitter, whose own success follows. */
function plantSteps(state: RunState, emitter: StepInstance, steps: readonly Step[]): void {
  const { scope } = emitter
  const plan = state.plan.planEmitted(scope.plan.workflow, steps)
  const table = new StepTable(plan, scope, state.ordinals)
  state.ordinals += plan.steps.length
  const siblings = [...table]
  const emitted = (scope.emitted ??= new Map<string, StepInstance>())
  const successor = siblings.find((step) => step.plan.name === emitter.plan.name)
  for (const step of siblings) {
    step.siblings = table
    for (const name of step.plan.outer) if (name !== emitter.plan.name) addWaiting(step, findStep(scope, name) ?? outer(scope, name))
    step.emittedBy = emitter
    addWaiting(step, emitter)
  }
  for (const step of siblings) {
    emitted.set(step.plan.name, step)
    scope.steps.add(step)
  }
  scope.remaining += siblings.length
  emitter.emission = { steps: siblings, error: undefined, successor }
  if (successor) succeedTo(successor, emitter)
}

function outer(scope: StepInstance['scope'], name: string): StepInstance | undefined {
  const around = enclosing(scope)
  return around === null ? undefined : findStep(around, name)
}

/** Another step takes over the emitter's name: its attempts go on counting, and what waits for the name waits for it. */
function succeedTo(successor: StepInstance, emitter: StepInstance): void {
  successor.attempt = emitter.attempt
  successor.attemptGroup = emitter.attemptGroup + 1
  noteGroup(successor, successor.attemptGroup)
  successor.standsFor = emitter.standsFor ?? emitter
  emitter.scope.retired ??= new Map()
  emitter.scope.retired.set(`${emitter.plan.name}#${emitter.attempt}`, emitter)
}

/** The name is the emitter's again. */
function takeBackName(emitter: StepInstance, successor: StepInstance): void {
  successor.status = 'cancelled'
  emitter.scope.retired?.delete(`${emitter.plan.name}#${emitter.attempt}`)
  if (emitter.standsFor) emitter.scope.emitted?.set(emitter.plan.name, emitter)
}

/** An attempt in doubt has emitted nothing: if it is made again, it emits anew. */
export function dropEmission(emitter: StepInstance): void {
  const { emission, scope } = emitter
  if (emission === undefined) return
  const gone = new Set(emission.steps)
  scope.remaining -= gone.size
  for (const step of gone) if (scope.emitted?.get(step.plan.name) === step) scope.emitted.delete(step.plan.name)
  for (const step of gone) scope.steps.remove(step)
  if (emitter.waiters) emitter.waiters = emitter.waiters.filter((waiter) => !gone.has(waiter))
  emitter.emission = undefined
  if (emission.successor) takeBackName(emitter, emission.successor)
}
