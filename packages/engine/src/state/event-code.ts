import type { EventType } from '../event/event.ts'
import { EngineError, must } from '../error/engine-error.ts'

/**
 * Small numbers for the types of events, for this process only: nothing that is stored holds them. The first three are the facts of
 * every step in their short form, which has no object around what is told.
 */
export const READY = 0
export const PLAIN_STARTED = 1
export const PLAIN_SUCCEEDED = 2

/** No event: what follows is the time of those that come after. */
export const TIME = 3

/** A start of which nothing but the values of its arguments is kept: their names, and how many there are, are in the step's plan. */
export const STARTED_WITH = 4

/** As those, of the step that the event before was about, or of the same step for another element: it need not be named again. */
export const SAME_READY = 5
export const SAME_STARTED = 6
export const SAME_STARTED_WITH = 7
export const SAME_SUCCEEDED = 8
export const SAME_UNDO_SUCCEEDED = 9

/** An undo that starts with nothing but the step's value; whose it is stands in the step's plan. */
export const UNDO_STARTED = 10

/** As the three facts of every step, of one in the scope that was named last (`SCOPE`): its place is its index there. */
export const IN_SCOPE_READY = 11
export const IN_SCOPE_STARTED_WITH = 12
export const IN_SCOPE_SUCCEEDED = 13

/** No event: what follows is the plan of the scope that the next places are in. */
export const SCOPE = 14

const FIRST = 15

/** Whether an event of that code does not name its step. */
export function isOfSame(code: number): boolean {
  return code >= SAME_READY && code <= SAME_UNDO_SUCCEEDED
}

/** Whether an event of that code is about a step of the scope that was named last. */
export function isInScope(code: number): boolean {
  return code >= IN_SCOPE_READY && code <= IN_SCOPE_SUCCEEDED
}

/** A list of all; that none is missing is seen to by the type. */
const ALL: { readonly [T in EventType]: true } = {
  'step.ready': true, 'step.started': true, 'step.succeeded': true, 'step.failed': true, 'step.retrying': true, 'step.skipped': true, 'step.halted': true,
  'step.interrupted': true, 'step.straggled': true, 'steps.emitted': true, 'guard.passed': true, 'guard.stopped': true,
  'run.started': true, 'run.succeeded': true, 'run.failed': true, 'run.halted': true, 'run.resumed': true, 'run.cancelled': true, 'run.halting': true, 'run.timed_out': true, 'run.adapted': true,
  'rollback.started': true, 'rollback.completed': true, 'compensation.started': true, 'compensation.completed': true, 'compensation.continued': true,
  'compensation.retrying': true, 'compensation.failed': true, 'undo.started': true, 'undo.succeeded': true, 'undo.retrying': true, 'undo.failed': true, 'undo.resolved': true,
  'timer.set': true, 'timer.fired': true, 'gate.awaited': true, 'signal.awaited': true, 'signal.received': true,
  'task.offered': true, 'task.claimed': true, 'task.heartbeat': true, 'task.released': true, 'task.completed': true,
}

// the keys of a list of all
const LISTED = Object.keys(ALL) as EventType[]

/** A map: an object that is asked for many names is slower. */
const CODES: ReadonlyMap<EventType, number> = new Map(LISTED.map((type, i) => [type, FIRST + i]))

// in the order of their numbers
const TYPES: readonly EventType[] = ['step.ready', 'step.started', 'step.succeeded', 'step.ready', 'step.started', 'step.ready', 'step.started', 'step.started', 'step.succeeded', 'undo.succeeded', 'undo.started', 'step.ready', 'step.started', 'step.succeeded', 'step.ready', ...LISTED]

export function codeOf(type: EventType): number {
  return must(CODES.get(type), 'the code of an event')
}

export function typeOf(code: number): EventType {
  const type = TYPES[code]
  // every event that is read passes here: without a call
  if (type === undefined) throw new EngineError('INVARIANT', `no type of events has the code ${code}`)
  return type
}
