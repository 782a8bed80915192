import { isFinal, type RunState } from '../state/run-state.ts'
import type { StepInstance } from '../state/step-instance.ts'
import { residueOf } from './residue.ts'

/** One thing less is left in place. When nothing is, the rollback is complete after all (U4). */
export function resolveLeft(state: RunState, step: StepInstance): void {
  const at = state.left.indexOf(step.path)
  if (at !== -1) state.left.splice(at, 1)
  state.inDoubt.delete(step)
  if (!isFinal(state.status)) return
  state.residue = residueOf(state)
  if (state.status === 'rollback_incomplete' && state.left.length === 0) state.status = state.rollbackReason === 'cancelled' ? 'cancelled' : 'rolled_back'
}
