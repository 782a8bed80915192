import type { Json } from '@eddy/workflow'
import type { EventData, EventType } from '../event/event.ts'
import type { Ports } from '../port/ports.ts'
import type { Fact } from '../state/fact.ts'
import type { RunState } from '../state/run-state.ts'
import type { StepInstance } from '../state/run-tree.ts'

/** What it takes to note what becomes of a run. */
export interface Recorder {
  readonly runId: string
  readonly state: RunState
  readonly ports: Ports
  /** Records a fact at once. */
  record<T extends EventType>(type: T, data: EventData[T], step?: StepInstance): void
  /** Records a success of which there is nothing to note but its value. */
  recordSucceeded(step: StepInstance, value: Json): void
  /** Records facts, in order, at once. */
  feed(facts: readonly Fact[]): void
  /** Runs what records facts, when nothing else is due first. */
  act(action: () => void): void
  /** A defect or a lost journal: the run cannot go on in this process. */
  crash(error: unknown): void
}
