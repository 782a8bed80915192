import { assert } from '../error/engine-error.ts'
import { isSettled } from '../state/status.ts'
import type { StepInstance } from '../state/run-tree.ts'

/** Makes `step` wait for `other`, beyond its plan. */
export function addWaiting(step: StepInstance, other: StepInstance | undefined): void {
  assert(other !== undefined, `step "${step.path}" waits for a step that no scope around it has`)
  if (isSettled(other.status)) return
  step.waiting++
  other.waiters ??= []
  other.waiters.push(step)
}
