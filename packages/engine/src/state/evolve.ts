import { EngineError } from '../error/engine-error.ts'
import type { EventData, EventType, RunEvent } from '../event/event.ts'
import { compensationEvents } from './compensation-events.ts'
import { failedAtOnce } from './older-log.ts'
import { haltWhenQuiet } from './phase.ts'
import { runEvents } from './run-events.ts'
import type { RunState } from './run-state.ts'
import { stepAt, subjectOf } from './step-at.ts'
import { stepEvents } from './step-events.ts'
import type { StepInstance } from './run-tree.ts'
import { taskEvents } from './task-events.ts'
import { timerEvents } from './timer-events.ts'
import { undoEvents } from './undo-events.ts'

type Handler = (state: RunState, data: unknown, step: StepInstance | undefined) => void
type Handlers = { readonly [T in EventType]?: (state: RunState, data: EventData[T], step: StepInstance | undefined) => void }

const HANDLERS: Handlers = { ...runEvents, ...stepEvents, ...compensationEvents, ...undoEvents, ...timerEvents, ...taskEvents }

/** A map: an object that is asked for many names is slower. */
const BY_TYPE: ReadonlyMap<string, Handler> = new Map(Object.entries(HANDLERS) as [string, Handler][])

const READY = stepEvents['step.ready'] as Handler
const STARTED = stepEvents['step.started'] as Handler
const SUCCEEDED = stepEvents['step.succeeded'] as Handler

/** How an event of that type changes the state. Whoever calls it has the subject at hand and keeps the log's order. */
export function handlerOf(type: EventType): Handler | undefined {
  // the three of every step, found without a search; the pairing of type and data is the caller's
  switch (type) {
    case 'step.ready':
      return READY
    case 'step.started':
      return STARTED
    case 'step.succeeded':
      return SUCCEEDED
    default:
      return BY_TYPE.get(type)
  }
}

/**
 * Folds one event into the state, in place, and returns it. What follows from the event by itself is noted in `state.due`
 * and `state.tasks`. O(1) amortised, but for events that open or close a scope: O(its steps). Throws EngineError CORRUPT_LOG for
 * an event that does not continue this log.
 */
export function evolve(state: RunState, event: RunEvent): RunState {
  foldEvent(state, event)
  return state
}

/** As `evolve`; answers the step that the event is about. `known`: the step that its path led to before. */
export function foldEvent(state: RunState, event: RunEvent, known?: StepInstance): StepInstance | undefined {
  if (event.seq !== state.seq + 1) throw new EngineError('CORRUPT_LOG', `event ${event.seq} (${event.type}) does not follow event ${state.seq}; events are missing, or are told twice`)
  const step = !state.due.isEmpty ? expected(state, event) : subjectOf(state, event, known)
  state.seq = event.seq
  state.now = event.at
  handlerOf(event.type)?.(state, event.data, step)
  haltWhenQuiet(state)
  return step
}

const OTHER_VERSION = 'the log was written by another version of the engine, or has been changed: let the version that wrote it bring the run to its end, or halt it there and adapt it'

/** The subject of an event that follows from the log; another event cannot come before it. */
function expected(state: RunState, event: RunEvent): StepInstance | undefined {
  const { due } = state
  const { type, step } = due
  if (type !== event.type || step?.path !== event.step) {
    const subject = event.step === undefined ? undefined : stepAt(state, event.step)
    if (failedAtOnce(state, event, subject)) return subject
    const named = event.step === undefined || subject !== undefined ? (event.step ?? 'the run') : `${event.step}, which is not there,`
    throw new EngineError('CORRUPT_LOG', `event ${event.seq} is ${event.type} of ${named}, where ${type} of ${step?.path ?? 'the run'} follows from the log; ${OTHER_VERSION}`)
  }
  due.shift()
  return step
}
