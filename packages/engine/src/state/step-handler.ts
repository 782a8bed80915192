import { must } from '../error/engine-error.ts'
import type { EventData } from '../event/event.ts'
import type { RunState } from './run-state.ts'
import type { StepInstance } from './run-tree.ts'

/** How an event of that type changes the state; `step` is its subject, undefined for events of the run. */
export type StepHandler<T extends keyof EventData> = (state: RunState, data: EventData[T], step: StepInstance | undefined) => void

/** The subject of an event that has one. */
export function subjectStep(step: StepInstance | undefined): StepInstance {
  return must(step, 'the step of an event')
}
