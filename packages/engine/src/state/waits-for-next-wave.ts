import type { RunState, Wave } from './run-state.ts'
import type { StepStatus } from './status.ts'
import { allSteps } from './step-at.ts'

const IS_AT_WORK: ReadonlySet<StepStatus> = new Set<StepStatus>(['queued', 'retrying', 'waiting', 'compensating', 'undoing'])

/** Whether what has begun can only go on with steps that are held: containers whose steps inside wait for them. Asked when nothing is performed. O(steps). */
export function waitsForNextWave(state: RunState, { held }: Wave): boolean {
  if (!state.due.isEmpty) return false
  for (const step of allSteps(state)) if ((IS_AT_WORK.has(step.status) && !held.includes(step)) || step.container?.stream?.pulling === true) return false
  return true
}
