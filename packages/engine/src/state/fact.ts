import type { EventData, EventType } from '../event/event.ts'
import type { StepInstance } from './run-tree.ts'

/** What happened, before the log has numbered and dated it. */
export type Fact = { [T in EventType]: FactOf<T> }[EventType]

export interface FactOf<T extends EventType> {
  readonly type: T
  readonly data: EventData[T]
  /** Undefined for facts of the run. */
  readonly step: StepInstance | undefined
}

/** A fact of a step or of the run. */
export function fact<T extends EventType>(type: T, data: EventData[T], step?: StepInstance): Fact {
  // the pairing of type and data holds where it is made; a union of pairs is more than inference can follow
  return { type, data, step } as unknown as Fact
}
