import type { RunState } from './run-state.ts'
import { endDuty } from './slots.ts'
import type { StepInstance } from './run-tree.ts'

/** Tells a step that its outcome is no longer wanted; false when nothing of it is in flight, or what is has to end: an undo. */
export function abort(state: RunState, step: StepInstance): boolean {
  if (step.duty === 'undo') return false
  if (step.duty === 'next') {
    // what comes next is no question any more
    endDuty(state, step)
    return false
  }
  state.tasks.push({ kind: 'abort', step })
  return true
}
