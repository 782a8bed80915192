import type { QueueReason } from '../state/run-view.ts'
import { isForward, type RunState } from '../state/run-state.ts'
import type { StepInstance } from '../state/step-instance.ts'

/** What keeps a queued step from beginning, by the log alone: the run's own limits (S1, S2). Undefined: nothing of the run does. O(1). */
export function whyQueued(state: RunState, step: StepInstance): QueueReason | undefined {
  if (step.status !== 'queued' || step.plan.native !== null || !isForward(state)) return undefined
  const { inFlight } = state
  if (state.syncInFlight) return { for: 'sync' }
  if (step.plan.sync) return inFlight === 0 ? undefined : { for: 'alone', underWay: inFlight }
  const most = state.plan.options.maxConcurrency
  return inFlight < most ? undefined : { for: 'slot', underWay: inFlight, most, first: state.ready.peek() === step }
}
