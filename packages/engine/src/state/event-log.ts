import type { Json } from '@eddy/workflow'
import type { EventType, RunEvent } from '../event/event.ts'
import type { ScopePlan, StepPlan } from '../plan/plan.ts'
import { codeOf, IN_SCOPE_READY, IN_SCOPE_STARTED_WITH, IN_SCOPE_SUCCEEDED, isOfSame, PLAIN_STARTED, PLAIN_SUCCEEDED, READY, SAME_READY, SAME_STARTED, SAME_STARTED_WITH, SAME_SUCCEEDED, SAME_UNDO_SUCCEEDED, SCOPE, STARTED_WITH, TIME, UNDO_STARTED } from './event-code.ts'
import { AT_TOP, ATTEMPTS_FROM, type Cursor, cursorAfter, eventAt, FIRST_ELEMENT, NOTHING, OTHER_ATTEMPT, PLACES, PLACES_FROM } from './read-event.ts'
import type { ScopeInstance, StepInstance } from './run-tree.ts'

/** Most arguments whose values are noted without the object around them. */
export const MOST_VALUES = 8
/** Most slots that one event takes, with the time and the scope before it. */
const MOST_SLOTS = 8 + MOST_VALUES
/** Slots in a piece: the first is small, since most runs are; each is twice the one before. */
const FIRST_PIECE = 48
/** The largest that is no object of its own to the collector: those are made by the system, page by page, and looked through whole. */
const LARGEST_PIECE = 16_000

/**
 * The events of a run as plain slots, written by whoever folds them. An event becomes an object when somebody reads it: a run that
 * nobody watches pays for the record alone. Kept in pieces, since a long array that grows is copied again and again.
 *
 * An event takes as few slots as it can, since what is kept is what a long run pays for: its head; then, where it has them, the
 * attempt, the plan of its step, the owner of the step's scope, the data. No step is held: they come and go. Many events share one
 * time: it stands before the first of them. The start and the success of a step often follow on an event of the same step, and do not
 * name it again; those of a step at the top name it by its index, in the scope that stands before the first of them.
 */
export class EventLog {
  #pieces: unknown[][] = []
  /** Where each piece but the last ends. */
  #ends: number[] = []
  #piece: unknown[] = []
  #at = 0
  /** The last slot where an event may begin in the piece that is being written. */
  #room = -1
  /** Where the last event begins. */
  #lastAt = 0
  /** `seq` of the last event that is no longer held. */
  #dropped = 0
  /** `seq` of the last event. */
  seq = 0
  /** The time of the events to come, milliseconds. */
  time = 0
  /** Whose events these are: keys are made of it when events are read. */
  runId = ''
  /** Of the arguments of a start that is about to be noted (`addStartedWithAll`): one list for all. */
  readonly values: Json[] = []
  #noted = -1
  /** The step that was named last. */
  #plan: StepPlan | undefined
  #owner: StepInstance | null = null
  /** The plan of the scope that was named last. */
  #scope: ScopePlan | undefined
  /** Readers go forward: the next one begins where the last has stopped. */
  #cursor = cursorAfter(0)
  /** Of the last event, for hooks that are told of each. */
  readonly #latest = cursorAfter(0)

  /** Notes the next event; to be called before it is folded, since it notes the attempt that it is about. `at`: `time`. */
  add(type: EventType, data: unknown, step: StepInstance | undefined): void {
    if (step === undefined) this.#begin(codeOf(type))
    else if (type === 'step.ready') return this.addReady(step)
    else this.#beginOf(step, codeOf(type), attemptOf(type, step))
    this.#piece[this.#at++] = data
  }

  /** As `add`, for the three facts of every step: it is ready, with nothing more to say. */
  addReady(step: StepInstance): void {
    if (this.#follows(step, step.attempt)) this.#write(headOf(SAME_READY, step.attempt, step.scope))
    else if (isIndexed(step, step.attempt)) this.#beginInScope(step, IN_SCOPE_READY, step.attempt)
    else this.#beginOf(step, this.#isNamed(step) ? SAME_READY : READY, step.attempt)
  }

  /** It starts, with nothing but arguments, which need no object around them; in its first attempt group, if it has effects: its key is made when it is read. */
  addStarted(step: StepInstance, values: { readonly [name: string]: Json }): void {
    this.#beginOf(step, this.#isNamed(step) ? SAME_STARTED : PLAIN_STARTED, step.attempt + 1)
    this.#piece[this.#at++] = values
  }

  /** It starts with the only one of its plan's plain arguments. What a run keeps is copied by the collector: a value is less than an object with it. */
  addStartedWith(step: StepInstance, value: Json): void {
    if (this.#follows(step, step.attempt + 1)) this.#write(headOf(SAME_STARTED_WITH, step.attempt + 1, step.scope))
    else this.#beginStartedWith(step)
    this.#piece[this.#at++] = value
  }

  /** As `addStartedWith`, of as many arguments as its plan has, `MOST_VALUES` at most, whose values are in `values`. */
  addStartedWithAll(step: StepInstance, count: number): void {
    this.#beginStartedWith(step)
    const piece = this.#piece
    let at = this.#at
    for (let i = 0; i < count; i++) piece[at++] = this.values[i]
    this.#at = at
  }

  #beginStartedWith(step: StepInstance): void {
    const attempt = step.attempt + 1
    if (isIndexed(step, attempt)) this.#beginInScope(step, IN_SCOPE_STARTED_WITH, attempt)
    else this.#beginOf(step, this.#isNamed(step) ? SAME_STARTED_WITH : STARTED_WITH, attempt)
  }

  /** Its undo starts, of which there is nothing to say but the value that the step has had. */
  addUndoStarted(step: StepInstance, value: Json): void {
    this.#beginOf(step, UNDO_STARTED, step.attempt)
    this.#piece[this.#at++] = value
  }

  /** It is undone, with nothing more to say. */
  addUndoSucceeded(step: StepInstance): void {
    if (this.#isNamed(step)) this.#beginOf(step, SAME_UNDO_SUCCEEDED, step.attempt)
    else this.add('undo.succeeded', NOTHING, step)
  }

  /** It has succeeded, with nothing but a value. */
  addSucceeded(step: StepInstance, value: unknown): void {
    if (this.#follows(step, step.attempt)) this.#write(headOf(SAME_SUCCEEDED, step.attempt, step.scope))
    else if (isIndexed(step, step.attempt)) this.#beginInScope(step, IN_SCOPE_SUCCEEDED, step.attempt)
    else this.#beginOf(step, this.#isNamed(step) ? SAME_SUCCEEDED : PLAIN_SUCCEEDED, step.attempt)
    this.#piece[this.#at++] = value
  }

  /** Whether an event of the step needs nothing but its head: the most usual case in a long run, kept free of calls. */
  #follows({ plan, scope }: StepInstance, attempt: number): boolean {
    return plan === this.#plan && scope.owner === this.#owner && this.time === this.#noted && attempt < OTHER_ATTEMPT && this.#at <= this.#room
  }

  #write(head: number): void {
    this.seq++
    this.#lastAt = this.#at
    this.#piece[this.#at++] = head
  }

  #isNamed({ plan, scope }: StepInstance): boolean {
    return plan === this.#plan && scope.owner === this.#owner
  }

  /** Writes all of an event of a step but its data. */
  #beginOf({ plan, scope }: StepInstance, code: number, attempt: number): void {
    const { owner } = scope
    const short = attempt < OTHER_ATTEMPT
    this.#begin(headOf(code, short ? attempt : OTHER_ATTEMPT, scope))
    const piece = this.#piece
    if (!short) piece[this.#at++] = attempt
    if (isOfSame(code)) return
    this.#plan = plan
    this.#owner = owner
    piece[this.#at++] = plan
    if (owner !== null) piece[this.#at++] = owner
  }

  /** As `#beginOf`, of a step that its index says enough of. */
  #beginInScope({ plan, scope }: StepInstance, code: number, attempt: number): void {
    this.#prepare()
    if (scope.plan !== this.#scope) {
      this.#scope = scope.plan
      this.#piece[this.#at++] = SCOPE
      this.#piece[this.#at++] = scope.plan
    }
    this.#plan = plan
    this.#owner = null
    this.#write(code + attempt * ATTEMPTS_FROM + plan.index * PLACES_FROM)
  }

  #begin(head: number): void {
    this.#prepare()
    this.#write(head)
  }

  /** Sees to room for an event, and to its time where that is another than before. */
  #prepare(): void {
    if (this.#at > this.#room) this.#grow()
    if (this.time === this.#noted) return
    this.#noted = this.time
    this.#piece[this.#at++] = TIME
    this.#piece[this.#at++] = this.time
  }

  #grow(): void {
    if (this.#pieces.length > 0) this.#ends.push(this.#at)
    const size = Math.min(Math.max(FIRST_PIECE, this.#piece.length * 2), LARGEST_PIECE)
    // its length is known: it never grows
    this.#piece = new Array<unknown>(size)
    this.#room = size - MOST_SLOTS
    this.#pieces.push(this.#piece)
    this.#at = 0
  }

  /** Events after `seq`, as objects, in order. O(those events) where readers go forward. */
  since(seq: number): RunEvent[] {
    if (seq < this.#cursor.seq) this.#rewind()
    const cursor = this.#cursor
    while (cursor.seq < Math.min(seq, this.seq)) this.#read(cursor)
    // its length is known, and one that grows takes room for more: hooks are handed a few events at a time
    const events = new Array<RunEvent>(this.seq - cursor.seq)
    for (let i = 0; i < events.length; i++) events[i] = this.#read(cursor)
    return events
  }

  #rewind(): void {
    this.#cursor = cursorAfter(this.#dropped)
  }

  /** The event at the cursor, which goes on behind it. */
  #read(cursor: Cursor): RunEvent {
    if (cursor.slot === this.#ends[cursor.piece]) {
      cursor.piece++
      cursor.slot = 0
    }
    const piece = this.#pieces[cursor.piece] ?? []
    if (piece[cursor.slot] === TIME) {
      cursor.at = piece[cursor.slot + 1] as number
      cursor.slot += 2
    }
    if (piece[cursor.slot] === SCOPE) {
      cursor.scope = piece[cursor.slot + 1] as ScopePlan
      cursor.slot += 2
    }
    cursor.seq++
    return eventAt(piece, cursor, this.runId)
  }

  /** The last event, as an object; there must be one. */
  last(): RunEvent {
    const latest = this.#latest
    latest.seq = this.seq
    latest.at = this.#noted
    latest.slot = this.#lastAt
    latest.plan = this.#plan
    latest.owner = this.#owner
    latest.scope = this.#scope
    return eventAt(this.#piece, latest, this.runId)
  }

  /** Lets go of all events so far; the last piece is used again. */
  drop(): void {
    this.#dropped = this.seq
    this.#piece.fill(undefined, 0, this.#at)
    this.#pieces = [this.#piece]
    this.#ends = []
    this.#at = 0
    this.#noted = -1
    this.#plan = undefined
    this.#scope = undefined
    this.#rewind()
  }

  /** Takes the place of the events of an earlier host. */
  continueAfter(seq: number): void {
    this.#dropped = seq
    this.seq = seq
    this.#rewind()
  }
}

/** Whether its index in the plan of its scope says whose event it is: it stands at the top, is none that was emitted, and its numbers have room in a head. */
function isIndexed({ scope, plan, ordinary }: StepInstance, attempt: number): boolean {
  return scope.owner === null && ordinary && attempt < OTHER_ATTEMPT && plan.index < PLACES
}

function headOf(code: number, attempt: number, { owner, index }: ScopeInstance): number {
  return code + attempt * ATTEMPTS_FROM + (owner === null ? AT_TOP : index + FIRST_ELEMENT) * PLACES_FROM
}

/** The attempt that a fact is about: what comes before the start is of the attempt to come. */
function attemptOf(type: EventType, step: StepInstance): number {
  switch (type) {
    case 'step.started':
    case 'guard.passed':
    case 'guard.stopped':
      return step.attempt + 1
    case 'step.failed':
      return step.status === 'queued' ? step.attempt + 1 : step.attempt
    default:
      return step.attempt
  }
}
