import type { RunState } from '../state/run-state.ts'
import type { StepInstance } from '../state/run-tree.ts'
import { acceptsWork } from './accepts-work.ts'
import { hasStraggler } from '../state/stragglers.ts'
import { hasDoubt } from './end-element.ts'

/** Whether the step may be tried again: its scope is not going down, and what a container has done so far is known (H5). */
export function mayBeginAgain(state: RunState, step: StepInstance): boolean {
  if (!acceptsWork(state, step.scope)) return false
  const { container } = step
  if (container === undefined || state.inDoubt.size + state.stragglers.size === 0) return true
  return ![...container.scopes.values(), ...container.kept.values()].some((scope) => hasDoubt(state, scope) || hasStraggler(state, scope))
}
