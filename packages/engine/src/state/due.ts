import type { EventData, EventType, Fact, RunEvent } from '../event/event.ts'
import type { RunState } from './run-state.ts'
import type { StepInstance } from './step-instance.ts'

/** Notes a fact that follows from the log, to be recorded before anything else happens. */
export function due(state: RunState, following: Fact): void {
  state.due.push(following)
}

/** A fact of a step (with its attempt, where it has one) or of the run. */
export function fact<T extends EventType>(type: T, data: EventData[T], step?: StepInstance): Fact {
  if (step === undefined) return pair({ type, data })
  return step.attempt > 0 ? pair({ type, step: step.path, attempt: step.attempt, data }) : pair({ type, step: step.path, data })
}

/** A fact of the attempt that a step is about to make. */
export function upcoming<T extends EventType>(type: T, data: EventData[T], step: StepInstance): Fact {
  return pair({ type, step: step.path, attempt: step.attempt + 1, data })
}

/** A fact as the log has it. Spelled out: a spread for each event would cost more than folding it. */
export function numbered(next: Fact, seq: number, at: number): RunEvent {
  const { type, step, attempt, data } = next
  if (step === undefined) return pair({ seq, at, type, data })
  return attempt === undefined ? pair({ seq, at, type, step, data }) : pair({ seq, at, type, step, attempt, data })
}

/** The pairing of type and data holds where it is made; a union of pairs is more than inference can follow. */
function pair<T>(made: object): T {
  return made as T
}
