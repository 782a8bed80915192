import { must } from '../error/engine-error.ts'
import type { RunEvent } from '../event/event.ts'
import type { StepPlan } from '../plan/plan.ts'
import { isOfSame, PLAIN_STARTED, PLAIN_SUCCEEDED, READY, SAME_READY, SAME_STARTED, SAME_STARTED_WITH, SAME_SUCCEEDED, STARTED_WITH, typeOf } from './event-code.ts'
import { pathIn, type StepInstance } from './step-instance.ts'

/**
 * The head of an event is one small number: its code, its attempt, and its place. Attempts that have no room in it stand in a slot
 * of their own. A place says whose event it is: the run's, a step's at the top, or a step's in a scope with an owner, by the index of
 * that scope; one that stands alone has the index -1.
 */
const CODE_BITS = 6
const PLACE_BITS = 9
/** What an attempt and a place are multiplied by. */
export const ATTEMPTS_FROM = 2 ** CODE_BITS
export const PLACES_FROM = 2 ** PLACE_BITS
const ATTEMPTS = PLACES_FROM / ATTEMPTS_FROM
export const OTHER_ATTEMPT = ATTEMPTS - 1
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
}

export function cursorAfter(seq: number): Cursor {
  return { seq, at: 0, piece: 0, slot: 0, plan: undefined, owner: null }
}

/** The event that begins at the cursor's slot, read as it was written; leaves the cursor's slot behind it. */
export function eventAt(piece: readonly unknown[], cursor: Cursor): RunEvent {
  const { seq, at } = cursor
  let slot = cursor.slot
  const head = piece[slot++] as number
  // by bits: dividing would make every head a float. The place of an element beyond the four millionth has more of them than numbers of bits hold
  const code = head & (ATTEMPTS_FROM - 1)
  const place = head === (head | 0) ? head >> PLACE_BITS : Math.floor(head / PLACES_FROM)
  const type = typeOf(code)
  // written as pairs of type and data; spelled out, since everything that is read passes here
  if (place === OF_RUN) {
    cursor.slot = slot + 1
    return { seq, at, type, data: piece[slot] } as unknown as RunEvent
  }
  let attempt = (head >> CODE_BITS) & (ATTEMPTS - 1)
  if (attempt === OTHER_ATTEMPT) attempt = piece[slot++] as number
  if (!isOfSame(code)) {
    cursor.plan = piece[slot++] as StepPlan
    cursor.owner = place === AT_TOP ? null : (piece[slot++] as StepInstance)
  }
  const plan = must(cursor.plan, 'the step of an event')
  const { name } = plan.step
  const step = cursor.owner === null ? name : pathIn(cursor.owner, place - FIRST_ELEMENT) + name
  const data = code === READY || code === SAME_READY ? NOTHING : dataOf(code, piece[slot++], plan)
  cursor.slot = slot
  return (attempt === 0 ? { seq, at, type, step, data } : { seq, at, type, step, attempt, data }) as unknown as RunEvent
}

function dataOf(code: number, data: unknown, { plainArguments }: StepPlan): unknown {
  switch (code) {
    case PLAIN_STARTED:
    case SAME_STARTED:
      return { arguments: data }
    case STARTED_WITH:
    case SAME_STARTED_WITH:
      return { arguments: { [must(plainArguments?.[0], 'the argument of a step').name]: data } }
    case PLAIN_SUCCEEDED:
    case SAME_SUCCEEDED:
      return { value: data }
    default:
      return data
  }
}

const NOTHING: Record<never, never> = Object.freeze({})
