import type { RunError } from '../error/run-error.ts'
import type { RunState } from '../state/run-state.ts'
import { beginDuty } from '../state/slots.ts'
import type { StepInstance } from '../state/run-tree.ts'

/** A container has failed, and nothing inside is at work: its rules, handler and retry decide. */
export function askWhatNext(state: RunState, container: StepInstance, error: RunError): void {
  container.error = error
  beginDuty(state, container, 'judge')
  state.tasks.push({ kind: 'judge', step: container, error })
}
