import type { QueueReason } from '../state/run-view.ts'
import { isForward, type RunState } from '../state/run-state.ts'
import type { StepInstance } from '../state/run-tree.ts'

/**
 * What keeps a queued step from beginning, by the log alone: the run's own limits, for itself or for one that goes first (S1, S2). Undefined:
 * nothing of the run does. O(1).
 */
export function whyQueued(state: RunState, step: StepInstance): QueueReason | undefined {
  if (step.status !== 'queued' || !isForward(state)) return undefined
  if (state.syncInFlight) return { for: 'sync' }
  const first = state.ready.peek()
  const own = limitOf(state, step, first === step)
  if (own !== undefined || first === undefined || first === step) return own
  const before = limitOf(state, first, false)
  return before?.for === 'alone' ? { for: 'sync' } : before
}

/** The limit that a ready step meets, whatever goes first. Containers take no slot. */
function limitOf({ inFlight, plan }: RunState, { plan: { native, sync } }: StepInstance, first: boolean): QueueReason | undefined {
  if (native !== null) return undefined
  if (sync) return inFlight === 0 ? undefined : { for: 'alone', underWay: inFlight }
  const most = plan.options.maxConcurrency
  return inFlight < most ? undefined : { for: 'slot', underWay: inFlight, most, first }
}
