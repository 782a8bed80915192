import { isFinal, type RunState } from '../state/run-state.ts'
import type { StepInstance } from '../state/step-instance.ts'
import { residueOf } from './residue.ts'

/** One thing less is left in place. When nothing is, the rollback is complete after all (U4). */
export function resolveLeft(state: RunState, step: StepInstance): void {
  const at = state.left.indexOf(step.path)
  // a new list: whoever holds the old one keeps a past moment
  if (at !== -1) state.left = state.left.toSpliced(at, 1)
  state.inDoubt.delete(step)
  if (!isFinal(state.status)) return
  state.residue = residueOf(state)
  if (state.status === 'rollback_incomplete' && state.left.length === 0) state.status = state.rollbackReason === 'cancelled' ? 'cancelled' : 'rolled_back'
}

/** Something is left in place that no rollback of the run has told of: a straggler's undo has failed, or nothing is known of an attempt. */
export function leaveInPlace(state: RunState, step: StepInstance): void {
  // nothing was to be undone
  if (state.rollbackReason === null) return
  if (!state.left.includes(step.path)) state.left.push(step.path)
  if (!isFinal(state.status)) return
  state.residue = residueOf(state)
  if (state.status === 'rolled_back' || state.status === 'cancelled' || state.status === 'failed') state.status = 'rollback_incomplete'
}
