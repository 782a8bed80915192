import type { Json } from '@eddy/workflow'
import { must } from '../error/engine-error.ts'
import type { RunEvent } from '../event/event.ts'
import type { ArgumentPlan, StepPlan } from '../plan/plan.ts'
import { isOfSame, PLAIN_STARTED, PLAIN_SUCCEEDED, READY, SAME_READY, SAME_STARTED, SAME_STARTED_WITH, SAME_SUCCEEDED, SAME_UNDO_SUCCEEDED, STARTED_WITH, typeOf, UNDO_STARTED } from './event-code.ts'
import { FIRST_GROUP, keyIn, pathIn } from './step-instance.ts'
import type { StepInstance } from './run-tree.ts'
import { undoData } from './undo-started.ts'

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
export function eventAt(piece: readonly unknown[], cursor: Cursor, runId: string): RunEvent {
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
  let data: unknown = NOTHING
  if (code === STARTED_WITH || code === SAME_STARTED_WITH) {
    const args = must(plan.plainArguments, 'the arguments of a step')
    data = startedWith(named(args, piece, slot), { plan, step, runId })
    slot += args.length
  } else if (!saysNothing(code)) data = dataOf(code, piece[slot++], { plan, step, runId })
  cursor.slot = slot
  return (attempt === 0 ? { seq, at, type, step, data } : { seq, at, type, step, attempt, data }) as unknown as RunEvent
}

function saysNothing(code: number): boolean {
  return code === READY || code === SAME_READY || code === SAME_UNDO_SUCCEEDED
}

/** The values of arguments stand in the order of their plans, which have the names. */
function named(args: readonly ArgumentPlan[], piece: readonly unknown[], from: number): object {
  const values: { [name: string]: unknown } = {}
  // by index: every start that is read passes here
  for (let i = 0; i < args.length; i++) values[args[i]?.name ?? ''] = piece[from + i]
  return values
}

interface About {
  readonly plan: StepPlan
  /** The path of the step. */
  readonly step: string
  readonly runId: string
}

function dataOf(code: number, data: unknown, about: About): unknown {
  const { plan } = about
  switch (code) {
    case PLAIN_STARTED:
    case SAME_STARTED:
      return startedWith(data, about)
    case PLAIN_SUCCEEDED:
    case SAME_SUCCEEDED:
      return { value: data }
    case UNDO_STARTED:
      // what was noted is the value of a step
      return undoData(plan.undo, data as Json)
    default:
      return data
  }
}

/** Whether a start has a key does not depend on the run: it has one where there are effects. */
function startedWith(values: unknown, { plan, step, runId }: About): object {
  return plan.effects.length > 0 ? { arguments: values, key: keyIn(runId, step, FIRST_GROUP) } : { arguments: values }
}

export const NOTHING: Record<never, never> = Object.freeze({})
