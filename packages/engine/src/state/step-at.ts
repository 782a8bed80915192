import { must } from '../error/engine-error.ts'
import type { RunState } from './run-state.ts'
import { stepNamed, stepsWithin } from './scope-instance.ts'
import type { ScopeInstance, StepInstance } from './run-tree.ts'

/** The step at a path (`charge`, `each[3].charge`), as far as the state still holds it; with an attempt, the one that made it. O(depth). */
export function stepAt(state: RunState, path: string, attempt?: number): StepInstance | undefined {
  if (state.root === null) return undefined
  return within(state.root, path, attempt) ?? (state.lane === null ? undefined : within(state.lane, path, attempt))
}

function within(scope: ScopeInstance, path: string, attempt: number | undefined): StepInstance | undefined {
  return stepNamed(scope, path, attempt) ?? (path.includes('.') ? walk(scope, path, attempt) : undefined)
}

/** The step that an event names. `known`: the one that its path led to before; paths need not be walked for it. */
export function subjectOf(state: RunState, event: { readonly step?: string; readonly attempt?: number }, known?: StepInstance): StepInstance | undefined {
  if (event.step === undefined) return undefined
  return known !== undefined && isInPlace(state, known) ? known : must(stepAt(state, event.step, event.attempt), `step "${event.step}"`)
}

/** Whether the path of the step leads to it whatever the attempt. O(depth). */
function isInPlace(state: RunState, step: StepInstance): boolean {
  const { scope } = step
  if (scope.emitted !== undefined || scope.retired !== undefined || scope.steps.at(step.plan.index) !== step) return false
  const { owner } = scope
  if (owner === null) return scope === state.root
  const index = Math.max(scope.index, 0)
  return (owner.container?.scopes.get(index) ?? owner.container?.kept.get(index)) === scope && isInPlace(state, owner)
}

/** Every step that the state holds, containers before what is inside them. */
export function* allSteps(state: RunState): Generator<StepInstance> {
  if (state.root !== null) yield* stepsWithin(state.root)
  if (state.lane !== null) yield* stepsWithin(state.lane)
}

function walk(scope: ScopeInstance, path: string, attempt: number | undefined): StepInstance | undefined {
  let at: ScopeInstance | undefined = scope
  let start = 0
  for (let dot = path.indexOf('.'); dot !== -1; dot = path.indexOf('.', start)) {
    const container: StepInstance | undefined = at && stepNamed(at, nameOf(path.slice(start, dot)))
    const index = indexOf(path.slice(start, dot))
    at = container?.container?.scopes.get(index) ?? container?.container?.kept.get(index)
    start = dot + 1
  }
  return at && stepNamed(at, path.slice(start), attempt)
}

function nameOf(segment: string): string {
  const bracket = segment.indexOf('[')
  return bracket === -1 ? segment : segment.slice(0, bracket)
}

function indexOf(segment: string): number {
  const bracket = segment.indexOf('[')
  return bracket === -1 ? 0 : Number(segment.slice(bracket + 1, -1))
}
