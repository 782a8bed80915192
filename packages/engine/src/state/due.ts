import type { EventData, EventType, Fact } from '../event/event.ts'
import type { RunState } from './run-state.ts'
import type { StepInstance } from './step-instance.ts'

/** Notes a fact that follows from the log, to be recorded before anything else happens. */
export function due(state: RunState, following: Fact): void {
  state.due.push(following)
}

/** A fact of a step (with its attempt, where it has one) or of the run. */
export function fact<T extends EventType>(type: T, data: EventData[T], step?: StepInstance): Fact {
  const made = step === undefined ? { type, data } : step.attempt > 0 ? { type, step: step.path, attempt: step.attempt, data } : { type, step: step.path, data }
  // the pairing of type and data is T's; a union of pairs is more than inference can follow
  return made as Fact
}
