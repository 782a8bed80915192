import type { EventType, RunEvent } from '../event/event.ts'
import type { StepPlan } from '../plan/plan.ts'
import { pathIn, type StepInstance } from './step-instance.ts'

/** What an event takes: type, plan of its step, data, mark, owner of the step's scope. No step is held: elements of a map come and go. */
const STRIDE = 5
/** Events in a piece: the first is small, since most runs are; each is twice the one before. */
const FIRST_EVENTS = 16
const MOST_EVENTS = 512
/** A mark says which element, which attempt, and whether the data is plain, in one small number; more attempts take an object. */
const PLAIN = 1
const ATTEMPTS = 512
const ONE_ATTEMPT = 2
const ONE_ELEMENT = ATTEMPTS * ONE_ATTEMPT

interface WideMark {
  readonly index: number
  readonly attempt: number
  readonly plain: boolean
}

/**
 * The events of a run as plain slots, written by whoever folds them. An event becomes an object when somebody reads it: a run that
 * nobody watches pays for the record alone. Kept in pieces, since a long array that grows is copied again and again.
 */
export class EventLog {
  #pieces: unknown[][] = []
  #piece: unknown[] = []
  #at = 0
  /** Slots in the piece that is being written. */
  #room = 0
  /** `seq` of the last event that is no longer held. */
  #dropped = 0
  #held = 0
  /** The time of the events to come, milliseconds. */
  time = 0
  /** Many events share one time: from which `seq` on each of them holds. */
  #times: number[] = []
  #timesFrom: number[] = []
  #noted = -1

  /** `seq` of the last event. */
  get seq(): number {
    return this.#dropped + this.#held
  }

  /** Notes the next event; to be called before it is folded, since it notes the attempt that it is about. `at`: `time`. */
  add(type: EventType, data: unknown, step: StepInstance | undefined): void {
    const piece = this.#next()
    const at = this.#at
    piece[at] = type
    piece[at + 2] = data
    if (step !== undefined) {
      piece[at + 1] = step.plan
      piece[at + 3] = markOf(step, attemptOf(type, step), 0)
      piece[at + 4] = step.scope.owner
    }
    this.#at = at + STRIDE
  }

  /** As `add`, for the two facts of every step: with nothing but arguments, or a value, which need no object around them. */
  addPlain(type: 'step.started' | 'step.succeeded', data: unknown, step: StepInstance): void {
    const piece = this.#next()
    const at = this.#at
    piece[at] = type
    piece[at + 1] = step.plan
    piece[at + 2] = data
    piece[at + 3] = markOf(step, type === 'step.started' ? step.attempt + 1 : step.attempt, PLAIN)
    piece[at + 4] = step.scope.owner
    this.#at = at + STRIDE
  }

  /** Room for one more event, whose time is noted. */
  #next(): unknown[] {
    if (this.#at === this.#room) this.#grow()
    this.#held++
    if (this.time !== this.#noted) {
      this.#noted = this.time
      this.#times.push(this.time)
      this.#timesFrom.push(this.seq)
    }
    return this.#piece
  }

  #grow(): void {
    this.#room = Math.min(Math.max(FIRST_EVENTS * STRIDE, this.#room * 2), MOST_EVENTS * STRIDE)
    // its length is known: it never grows
    this.#piece = new Array<unknown>(this.#room)
    this.#pieces.push(this.#piece)
    this.#at = 0
  }

  /** Events after `seq`, as objects, in order. */
  since(seq: number): RunEvent[] {
    const events: RunEvent[] = []
    let next = this.#dropped
    let time = 0
    for (const piece of this.#pieces) {
      const end = piece === this.#piece ? this.#at : piece.length
      const count = end / STRIDE
      for (let i = Math.max(0, seq - next); i < count; i++) {
        const number = next + i + 1
        while ((this.#timesFrom[time + 1] ?? Infinity) <= number) time++
        events.push(this.#event(piece, i * STRIDE, { seq: number, at: this.#times[time] ?? 0 }))
      }
      next += count
    }
    return events
  }

  /** The last event, as an object; there must be one. */
  last(): RunEvent {
    return this.#event(this.#piece, this.#at - STRIDE, { seq: this.seq, at: this.#noted })
  }

  /** Lets go of all events so far. */
  drop(): void {
    this.#dropped = this.seq
    this.#held = 0
    this.#pieces = []
    this.#piece = []
    this.#at = 0
    this.#room = 0
    this.#times = []
    this.#timesFrom = []
    this.#noted = -1
  }

  /** Takes the place of the events of an earlier host. */
  continueAfter(seq: number): void {
    this.#dropped = seq
  }

  #event(piece: readonly unknown[], slot: number, { seq, at }: { readonly seq: number; readonly at: number }): RunEvent {
    // written by `add` and `addPlain`, in this order
    const type = piece[slot] as EventType
    const plan = piece[slot + 1] as StepPlan | undefined
    // written as pairs of type and data; spelled out, since everything that is read passes here
    if (plan === undefined) return { seq, at, type, data: piece[slot + 2] } as unknown as RunEvent
    const { index, attempt, plain } = readMark(piece[slot + 3] as number | WideMark)
    const step = pathIn(piece[slot + 4] as StepInstance | null, index) + plan.step.name
    const data = plain ? (type === 'step.started' ? { arguments: piece[slot + 2] } : { value: piece[slot + 2] }) : piece[slot + 2]
    return (attempt === 0 ? { seq, at, type, step, data } : { seq, at, type, step, attempt, data }) as unknown as RunEvent
  }
}

function markOf({ scope }: StepInstance, attempt: number, plain: 0 | typeof PLAIN): number | WideMark {
  if (attempt >= ATTEMPTS) return { index: scope.index, attempt, plain: plain === PLAIN }
  return (scope.index + 1) * ONE_ELEMENT + attempt * ONE_ATTEMPT + plain
}

function readMark(mark: number | WideMark): WideMark {
  if (typeof mark !== 'number') return mark
  return { index: Math.floor(mark / ONE_ELEMENT) - 1, attempt: Math.floor(mark / ONE_ATTEMPT) % ATTEMPTS, plain: mark % ONE_ATTEMPT === PLAIN }
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
