import { runError } from '../error/engine-error.ts'
import type { RunError } from '../error/run-error.ts'
import type { EventData } from '../event/event.ts'
import { failLane } from './lane.ts'
import { acceptsWork } from '../scope/accepts-work.ts'
import { advancePhase } from './phase.ts'
import type { RunState } from './run-state.ts'
import { rerunToUndo } from './rerun-to-undo.ts'
import { beginDuty, enqueue } from './slots.ts'
import type { StepInstance } from './run-tree.ts'

type Doubt = EventData['step.interrupted']

/** An attempt is in doubt: its `check` answers first, else `onInterrupt` decides (H5). */
export function interruptStep(state: RunState, step: StepInstance, doubt: Doubt): void {
  if (doubt.checked === 'not_happened') return notHappened(state, step, doubt)
  if (doubt.checked === undefined && step.plan.step.check !== undefined) {
    beginDuty(state, step, 'check')
    state.tasks.push({ kind: 'check', step })
  } else followInterrupt(state, step, doubt)
}

/** What `onInterrupt` says of an attempt of which nothing is known. What had no answer is tried again as its retry says, never at once and without limit. */
function followInterrupt(state: RunState, step: StepInstance, doubt: Doubt): void {
  const { onInterrupt } = step.plan
  if (!acceptsWork(state, step.scope)) return step.repeated && doubt.cause !== 'crash' ? undefined : rerunToUndo(state, step)
  if (onInterrupt === 'retry' && doubt.cause === 'crash') enqueue(state, step)
  else if (onInterrupt === 'halt') haltInDoubt(state, step, doubt)
  else judge(state, step, doubt)
}

/** A crash says nothing against another attempt; a time limit or a lost connection is a failure, now that it is known that nothing happened. */
function notHappened(state: RunState, step: StepInstance, doubt: Doubt): void {
  state.inDoubt.delete(step)
  if (!acceptsWork(state, step.scope)) step.status = 'cancelled'
  else if (doubt.cause === 'crash') enqueue(state, step)
  else judge(state, step, doubt)
}

function judge(state: RunState, step: StepInstance, doubt: Doubt): void {
  const error = errorOf(step, doubt)
  beginDuty(state, step, 'judge')
  step.error = error
  state.tasks.push({ kind: 'judge', step, error })
}

function errorOf(step: StepInstance, { cause, error }: Doubt): RunError {
  if (error) return error
  return cause === 'crash'
    ? runError({ code: 'STEP_INTERRUPTED', message: `step "${step.path}" was in flight when its host stopped`, retryable: false }, { step: step.path, attempt: step.attempt })
    : runError({ code: 'STEP_TIMEOUT', message: `step "${step.path}" did not end within its timeout` }, { step: step.path, attempt: step.attempt })
}

function haltInDoubt(state: RunState, step: StepInstance, doubt: Doubt): void {
  if (state.lane !== null) return failLane(state, errorOf(step, doubt))
  state.halted.push(step)
  if (state.status === 'running') state.status = 'halting'
  advancePhase(state)
}
