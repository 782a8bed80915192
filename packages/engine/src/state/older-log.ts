import type { RunEvent } from '../event/event.ts'
import { stopContained } from './phase.ts'
import type { RunState } from './run-state.ts'
import type { StepInstance } from './run-tree.ts'

/**
 * Older versions failed a container at once when its time was over or too many of its elements had failed, without asking its rules; what was open inside went down with
 * what was around. A log of such a run goes on as it began: what would be taken down first now is not.
 */
export function failedAtOnce(state: RunState, event: RunEvent, container: StepInstance | undefined): boolean {
  const { due } = state
  const inside = container?.container
  if (event.type !== 'step.failed' || due.type !== 'rollback.started' || inside?.failure === undefined) return false
  while (!due.isEmpty) due.shift()
  for (const scope of inside.scopes.values()) {
    scope.failing = undefined
    scope.rollingBack = false
  }
  inside.failure = undefined
  stopContained(state, null)
  return true
}
