import type { EventData } from '../event/event.ts'
import type { RunState } from '../state/run-state.ts'
import type { ScopeInstance, StepInstance } from '../state/run-tree.ts'
import type { Json } from '@eddy/workflow'

/** What a kind of container does with its inner scopes. */
export interface Container {
  /** It begins; its arguments are known. */
  enter(state: RunState, step: StepInstance, started: EventData['step.started']): void
  /** One of its scopes has its value; the container is running. */
  scopeDone(state: RunState, scope: ScopeInstance, value: Json): void
  /** One of its scopes has been taken down and rolled back on its own (U6), with nothing left in place. */
  scopeFailed(state: RunState, scope: ScopeInstance): void
}
