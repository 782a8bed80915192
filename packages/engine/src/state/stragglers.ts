import type { RunState } from './run-state.ts'
import { isWithin } from './scope-instance.ts'
import type { ScopeInstance, StepInstance } from './run-tree.ts'
import type { StepStatus } from './status.ts'

/** Whether the scope, or one around it, has gone down on its own: what its steps still do, the run goes on without (U6). O(depth). */
export function hasGoneDown(scope: ScopeInstance): boolean {
  for (let at: ScopeInstance | null = scope; at !== null; at = at.owner?.scope ?? null) if (at.rollingBack) return true
  return false
}

/** A straggler that the run goes on without: what becomes of it no rollback will tell. */
export function isBeside({ rollbackReason, stragglers }: RunState, step: StepInstance): boolean {
  return rollbackReason === null && stragglers.has(step) && hasGoneDown(step.scope)
}

/** Its late success is being undone, or could not be. */
const UNSETTLED: ReadonlySet<StepStatus> = new Set<StepStatus>(['straggler', 'undoing', 'undo_failed'])

/** Something inside still runs that nobody waits for, or what it has done is not undone yet. O(stragglers of the run). */
export function hasStraggler({ stragglers }: RunState, scope: ScopeInstance): boolean {
  for (const step of stragglers) if (UNSETTLED.has(step.status) && isWithin(step.scope, scope)) return true
  return false
}

/** Whether a success that comes too late is to be undone: the run has gone back, or only the scope that it is in has. */
export function isTakenBack({ status, rollbackReason }: RunState, scope: ScopeInstance): boolean {
  if (rollbackReason !== null) return true
  // a run that was cancelled without a rollback leaves all as it is
  return status !== 'cancelling' && status !== 'cancelled' && hasGoneDown(scope)
}
