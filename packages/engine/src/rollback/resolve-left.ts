import { isFinal, type RunState } from '../state/run-state.ts'
import { allSteps } from '../state/step-at.ts'
import type { StepInstance } from '../state/run-tree.ts'
import { isTakenBack } from '../state/stragglers.ts'
import { settleResidue } from './residue.ts'

/** One thing less is left in place. When nothing is, the rollback is complete after all (U4). */
export function resolveLeft(state: RunState, step: StepInstance): void {
  const at = state.left.indexOf(step.path)
  // a new list: whoever holds the old one keeps a past moment
  if (at !== -1) state.left = state.left.toSpliced(at, 1)
  state.inDoubt.delete(step)
  if (!isFinal(state.status)) return
  settleResidue(state)
  if (state.status === 'rollback_incomplete' && state.left.length === 0) state.status = state.rollbackReason === 'cancelled' ? 'cancelled' : 'rolled_back'
}

/** Something is left in place that no rollback of the run has told of: a straggler's undo has failed, or nothing is known of an attempt. */
export function leaveInPlace(state: RunState, step: StepInstance): void {
  // nothing was to be undone
  if (!isTakenBack(state, step.scope)) return
  if (count(state.left, (path) => path === step.path) < openOf(state, step.path)) state.left.push(step.path)
  if (!isFinal(state.status)) return
  settleResidue(state)
  if (state.status === 'rolled_back' || state.status === 'cancelled' || state.status === 'failed') state.status = 'rollback_incomplete'
}

/** How many steps of that path are left: a name may have been handed on. O(steps). */
function openOf(state: RunState, path: string): number {
  return count(allSteps(state), (step) => step.path === path && !state.skipped.has(step) && (step.status === 'undo_failed' || step.status === 'in_doubt'))
}

function count<T>(items: Iterable<T>, test: (item: T) => boolean): number {
  let found = 0
  for (const item of items) if (test(item)) found++
  return found
}
