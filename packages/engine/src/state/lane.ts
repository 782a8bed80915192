import { runError } from '../error/engine-error.ts'
import type { RunError } from '../error/run-error.ts'
import { openScope } from '../scope/open-scope.ts'
import { abort } from './abort.ts'
import { ReadyQueue } from './ready-queue.ts'
import type { RunState } from './run-state.ts'

/** After the rollback of a failed run its failure lane runs, if it has one; then the run has failed. */
export function afterRollback(state: RunState): void {
  const plan = state.plan.failure
  if (plan === null) return announceFailure(state)
  // what was ready of the forward part never starts
  state.ready = new ReadyQueue()
  state.lane = openScope(state, { plan, owner: null, inputs: state.input, lane: 'failure', ...(state.root ? { forward: state.root } : {}) })
}

/** The failure lane has come to its end. */
export function endLane(state: RunState): void {
  state.laneOutcome = { status: 'succeeded' }
  advanceLane(state)
}

/** The lane's own failure is told beside the run's, never instead of it; what is in flight is told and awaited. */
export function failLane(state: RunState, error: RunError): void {
  state.laneOutcome ??= { status: 'failed', error }
  for (const step of Array.from(state.performing)) abort(state, step)
  advanceLane(state)
}

/** The run ends when nothing of a failed lane is in flight, and nothing is being undone late. */
export function advanceLane(state: RunState): void {
  if (state.laneOutcome === undefined || state.phaseDue || state.status !== 'rolling_back' || state.lateUndos.size > 0) return
  if (state.laneOutcome.status === 'succeeded' || state.performing.size === 0) announceFailure(state)
}

function announceFailure(state: RunState): void {
  state.phaseDue = true
  const error = state.error ?? runError({ code: 'STEP_FAILED', message: 'the run failed' })
  state.due.push('run.failed', { error, ...(state.laneOutcome ? { lane: state.laneOutcome } : {}) })
}
