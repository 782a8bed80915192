import { runError } from '../error/engine-error.ts'
import { failLane } from './lane.ts'
import { acceptsWork } from '../scope/accepts-work.ts'
import { advancePhase } from './phase.ts'
import type { RunState } from './run-state.ts'
import { rerunToUndo } from './rerun-to-undo.ts'
import { beginDuty, enqueue } from './slots.ts'
import type { StepInstance } from './step-instance.ts'

/** An attempt is in doubt: its `check` answers first, else `onInterrupt` decides (H5). */
export function interruptStep(state: RunState, step: StepInstance, cause: 'crash' | 'timeout'): void {
  if (step.plan.step.check !== undefined) {
    beginDuty(state, step, 'check')
    state.tasks.push({ kind: 'check', step })
  } else followInterrupt(state, step, cause)
}

/** What `onInterrupt` says of an attempt of which nothing is known. */
export function followInterrupt(state: RunState, step: StepInstance, cause: 'crash' | 'timeout'): void {
  const { onInterrupt } = step.plan
  if (!acceptsWork(state, step.scope)) return rerunToUndo(state, step)
  if (onInterrupt === 'retry' && cause === 'crash') enqueue(state, step)
  else if (onInterrupt === 'halt') haltInDoubt(state, step)
  else judgeInterrupted(state, step, cause)
}

function judgeInterrupted(state: RunState, step: StepInstance, cause: 'crash' | 'timeout'): void {
  const error =
    cause === 'timeout'
      ? runError({ code: 'STEP_TIMEOUT', message: `step "${step.path}" did not end within its timeout` }, { step: step.path, attempt: step.attempt })
      : runError({ code: 'STEP_INTERRUPTED', message: `step "${step.path}" was in flight when its host stopped`, retryable: false }, { step: step.path, attempt: step.attempt })
  state.inDoubt.delete(step)
  beginDuty(state, step, 'judge')
  step.error = error
  state.tasks.push({ kind: 'judge', step, error })
}

function haltInDoubt(state: RunState, step: StepInstance): void {
  if (state.lane !== null) return failLane(state, runError({ code: 'STEP_INTERRUPTED', message: `step "${step.path}" was in flight when its host stopped`, retryable: false }, { step: step.path, attempt: step.attempt }))
  state.halted.push(step)
  if (state.status === 'running') state.status = 'halting'
  advancePhase(state)
}
