import type { RunState } from './run-state.ts'
import { isWithin } from './scope-instance.ts'
import type { ScopeInstance, StepInstance } from './run-tree.ts'
import { beginDuty, beginRerun, vacate } from './slots.ts'

/**
 * While the run goes down, an attempt in doubt that may be repeated is repeated once, to learn what there is to undo; one that
 * may not stays in doubt and is listed as left in place (H5).
 */
export function rerunToUndo(state: RunState, step: StepInstance): void {
  if (step.status === 'retrying') state.timers.delete(`retry:${step.path}`)
  step.status = 'in_doubt'
  const leavesAll = state.status === 'cancelling' && state.rollbackReason === null
  const undoable = step.plan.undo.by !== 'none' && step.scope.reversible
  if (step.plan.onInterrupt === 'retry' && undoable && step.plan.effects.length > 0 && !leavesAll) {
    step.repeated = true
    // a host may have been about to make it for its value
    vacate(state, step)
    beginDuty(state, step, 'rerun')
    beginRerun(state, step)
    // a run that goes down has a drain; in a scope that goes down on its own the attempt is told after as long
    if (state.status === 'running' || state.status === 'halting') state.due.push('timer.set', { timer: `rerun:${step.path}`, dueAt: state.now + state.plan.options.drainMs }, step)
  } else if (step.plan.effects.length === 0) {
    step.status = 'cancelled'
    state.inDoubt.delete(step)
  }
}

/** Attempts in doubt that nobody is at work on: they wait for their turn, or have failed, and the run, or the scope, goes down. */
export function rerunWaitingDoubts(state: RunState, scope: ScopeInstance | null): void {
  for (const step of state.inDoubt) if (isWaiting(step) && (scope === null || isWithin(step.scope, scope))) rerunToUndo(state, step)
}

function isWaiting({ status, duty, repeated }: StepInstance): boolean {
  // a host that has taken up the attempt has not begun it: the log knows nothing of that
  if (duty !== null || repeated) return false
  return status === 'queued' || status === 'retrying' || status === 'halted' || status === 'in_doubt' || status === 'waiting'
}
