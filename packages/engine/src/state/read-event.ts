import type { Json } from '@eddy/workflow'
import { must } from '../error/engine-error.ts'
import type { RunEvent } from '../event/event.ts'
import type { ScopePlan, StepPlan } from '../plan/plan.ts'
import { IN_SCOPE_READY, IN_SCOPE_STARTED_WITH, isInScope, isOfSame, PLAIN_STARTED, PLAIN_SUCCEEDED, READY, SAME_READY, SAME_STARTED, SAME_STARTED_WITH, SAME_SUCCEEDED, SAME_UNDO_SUCCEEDED, STARTED_WITH, typeOf, UNDO_STARTED } from './event-code.ts'
import { FIRST_GROUP, keyIn, pathIn } from './step-instance.ts'
import type { StepInstance } from './run-tree.ts'
import { undoData } from './undo-started.ts'

/**
 * The head of an event is one small number: its code, its attempt, and its place. Attempts that have no room in it stand in a slot
 * of their own. A place says whose event it is: the run's, a step's at the top, or a step's in a scope with an owner, by the index of
 * that scope; one that stands alone has the index -1. Or it is the index of a step in the scope that was named last.
 */
const CODE_BITS = 6
const PLACE_BITS = 9
/** What an attempt and a place are multiplied by. */
export const ATTEMPTS_FROM = 2 ** CODE_BITS
export const PLACES_FROM = 2 ** PLACE_BITS
const ATTEMPTS = PLACES_FROM / ATTEMPTS_FROM
export const OTHER_ATTEMPT = ATTEMPTS - 1
/** As many as leave a head a small number, which takes no object. */
export const PLACES = 2 ** (31 - PLACE_BITS)
const OF_RUN = 0
export const AT_TOP = 1
export const FIRST_ELEMENT = 3

/** Where a reader stands: before the event that follows `seq`; `at` is the time there, `plan` and `owner` are of the last step that was named. */
export interface Cursor {
  seq: number
  at: number
  piece: number
  slot: number
  plan: StepPlan | undefined
  owner: StepInstance | null
  /** The plan of the scope that was named last. */
  scope: ScopePlan | undefined
}

export function cursorAfter(seq: number): Cursor {
  return { seq, at: 0, piece: 0, slot: 0, plan: undefined, owner: null, scope: undefined }
}

/** The event that begins at the cursor's slot, read as it was written; leaves the cursor's slot behind it. */
export function eventAt(piece: readonly unknown[], cursor: Cursor, runId: string): RunEvent {
  const head = piece[cursor.slot] as number
  const code = codeIn(head)
  if (isInScope(code)) return eventInScope(piece, cursor, runId)
  const { seq, at } = cursor
  const type = typeOf(code)
  cursor.slot++
  // written as pairs of type and data; spelled out, since everything that is read passes here
  if (placeIn(head) === OF_RUN) return { seq, at, type, data: piece[cursor.slot++] } as unknown as RunEvent
  let attempt = attemptIn(head)
  if (attempt === OTHER_ATTEMPT) attempt = piece[cursor.slot++] as number
  const step = readStep(piece, cursor, head)
  const data = saysNothing(code) ? NOTHING : readData(piece, cursor, { code, step, runId })
  return (attempt === 0 ? { seq, at, type, step, data } : { seq, at, type, step, attempt, data }) as unknown as RunEvent
}

/** The most usual three, each made at once: a run that is watched pays for them three times a step. */
function eventInScope(piece: readonly unknown[], cursor: Cursor, runId: string): RunEvent {
  const { seq, at } = cursor
  const head = piece[cursor.slot++] as number
  const plan = must(must(cursor.scope, 'the scope of an event').steps[head >> PLACE_BITS], 'the step of an event')
  cursor.plan = plan
  cursor.owner = null
  const step = plan.name
  const attempt = attemptIn(head)
  switch (codeIn(head)) {
    case IN_SCOPE_READY:
      return attempt === 0 ? { seq, at, type: 'step.ready', step, data: NOTHING } : { seq, at, type: 'step.ready', step, attempt, data: NOTHING }
    case IN_SCOPE_STARTED_WITH: {
      const data = startedWith(readValues(piece, cursor), plan, { step, runId })
      return { seq, at, type: 'step.started', step, attempt, data } as unknown as RunEvent
    }
    default:
      return { seq, at, type: 'step.succeeded', step, attempt, data: { value: piece[cursor.slot++] } } as unknown as RunEvent
  }
}

function codeIn(head: number): number {
  return head & (ATTEMPTS_FROM - 1)
}

function attemptIn(head: number): number {
  return (head >> CODE_BITS) & (ATTEMPTS - 1)
}

/** By bits: dividing would make every head a float. The place of an element beyond the four millionth has more of them than numbers of bits hold. */
function placeIn(head: number): number {
  return head === (head | 0) ? head >> PLACE_BITS : Math.floor(head / PLACES_FROM)
}

/** Whose event it is, as a path; the cursor has its plan and owner after. */
function readStep(piece: readonly unknown[], cursor: Cursor, head: number): string {
  const code = codeIn(head)
  const place = placeIn(head)
  if (!isOfSame(code)) {
    cursor.plan = piece[cursor.slot++] as StepPlan
    cursor.owner = place === AT_TOP ? null : (piece[cursor.slot++] as StepInstance)
  }
  const { name } = planOf(cursor)
  return cursor.owner === null ? name : pathIn(cursor.owner, place - FIRST_ELEMENT) + name
}

function planOf({ plan }: Cursor): StepPlan {
  return must(plan, 'the step of an event')
}

interface About {
  readonly code: number
  /** The path of the step. */
  readonly step: string
  readonly runId: string
}

function readData(piece: readonly unknown[], cursor: Cursor, about: About): unknown {
  const plan = planOf(cursor)
  switch (about.code) {
    case STARTED_WITH:
    case SAME_STARTED_WITH:
      return startedWith(readValues(piece, cursor), plan, about)
    case PLAIN_STARTED:
    case SAME_STARTED:
      return startedWith(piece[cursor.slot++], plan, about)
    case PLAIN_SUCCEEDED:
    case SAME_SUCCEEDED:
      return { value: piece[cursor.slot++] }
    case UNDO_STARTED:
      // what was noted is the value of a step
      return undoData(plan.undo, piece[cursor.slot++] as Json)
    default:
      return piece[cursor.slot++]
  }
}

function saysNothing(code: number): boolean {
  return code === READY || code === SAME_READY || code === SAME_UNDO_SUCCEEDED
}

/** The values of arguments stand in the order of their names. */
function readValues(piece: readonly unknown[], cursor: Cursor): object {
  const names = must(planOf(cursor).argumentNames, 'the arguments of a step')
  const from = cursor.slot
  cursor.slot += names.length
  const [first = '', second = '', third = ''] = names
  // a literal is made in one piece, an object that grows anew with each of its fields
  switch (names.length) {
    case 1:
      return { [first]: piece[from] }
    case 2:
      return { [first]: piece[from], [second]: piece[from + 1] }
    case 3:
      return { [first]: piece[from], [second]: piece[from + 1], [third]: piece[from + 2] }
    default:
      return Object.fromEntries(names.map((name, i) => [name, piece[from + i]]))
  }
}

/** Whether a start has a key does not depend on the run: it has one where there are effects. */
function startedWith(values: unknown, plan: StepPlan, { step, runId }: Omit<About, 'code'>): object {
  return plan.effects.length > 0 ? { arguments: values, key: keyIn(runId, step, FIRST_GROUP) } : { arguments: values }
}

export const NOTHING: Record<never, never> = Object.freeze({})
