import { EngineError } from '../error/engine-error.ts'
import type { EventData, EventType, RunEvent } from '../event/event.ts'
import { compensationEvents } from './compensation-events.ts'
import { runEvents } from './run-events.ts'
import type { RunState } from './run-state.ts'
import { stepEvents } from './step-events.ts'
import { timerEvents } from './timer-events.ts'
import { undoEvents } from './undo-events.ts'

type Handlers = { readonly [T in EventType]?: (state: RunState, event: RunEvent & { readonly data: EventData[T] }) => void }

const HANDLERS: Handlers = { ...runEvents, ...stepEvents, ...compensationEvents, ...undoEvents, ...timerEvents }

/**
 * Folds one event into the state, in place, and returns it. What follows from the event by itself is noted in `state.due`
 * and `state.tasks`. O(1) amortised, but for events that open or close a scope: O(its steps). Throws EngineError CORRUPT_LOG for
 * an event that does not continue this log.
 */
export function evolve(state: RunState, event: RunEvent): RunState {
  if (event.seq !== state.seq + 1) throw new EngineError('CORRUPT_LOG', `event ${event.seq} (${event.type}) does not follow event ${state.seq}`)
  const expected = state.due.peek()
  if (expected !== undefined) {
    if (expected.type !== event.type || expected.step !== event.step) {
      throw new EngineError('CORRUPT_LOG', `event ${event.seq} is ${event.type} of ${event.step ?? 'the run'}, where ${expected.type} of ${expected.step ?? 'the run'} follows from the log`)
    }
    state.due.shift()
  }
  state.seq = event.seq
  state.now = event.at
  apply(state, event)
  return state
}

function apply<T extends EventType>(state: RunState, event: RunEvent & { readonly type: T; readonly data: EventData[T] }): void {
  HANDLERS[event.type]?.(state, event)
}
