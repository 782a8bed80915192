import type { EventType, RunEvent } from '../event/event.ts'
import type { StepInstance } from './step-instance.ts'

/** What an event takes: type, step, data, attempt, time since the first. */
const STRIDE = 5
/** Events in a piece: the first is small, since most runs are; each is twice the one before. */
const FIRST_EVENTS = 16
const MOST_EVENTS = 512

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
  #base = 0
  /** The time of the events to come, milliseconds. */
  time = 0

  /** `seq` of the last event. */
  get seq(): number {
    return this.#dropped + this.#held
  }

  /** Notes the next event; to be called before it is folded, since it notes the attempt that it is about. `at`: `time`. */
  add(type: EventType, data: unknown, step: StepInstance | undefined): void {
    if (this.#at === this.#room) this.#grow()
    const piece = this.#piece
    const at = this.#at
    piece[at] = type
    piece[at + 1] = step
    piece[at + 2] = data
    piece[at + 3] = step === undefined ? 0 : attemptOf(type, step)
    // small numbers take no memory of their own
    piece[at + 4] = this.time - this.#base
    this.#at = at + STRIDE
    this.#held++
  }

  /** As `add`, for the two facts of every step: with nothing but arguments, or a value, which need no object around them. */
  addPlain(type: 'step.started' | 'step.succeeded', data: unknown, step: StepInstance): void {
    this.add(type, data, step)
    // an attempt below 0 says so
    this.#piece[this.#at - 2] = ~(type === 'step.started' ? step.attempt + 1 : step.attempt)
  }

  #grow(): void {
    if (this.#held === 0) this.#base = this.time
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
    for (const piece of this.#pieces) {
      const end = piece === this.#piece ? this.#at : piece.length
      const count = end / STRIDE
      for (let i = Math.max(0, seq - next); i < count; i++) events.push(this.#event(piece, i * STRIDE, next + i + 1))
      next += count
    }
    return events
  }

  /** The last event, as an object; there must be one. */
  last(): RunEvent {
    return this.#event(this.#piece, this.#at - STRIDE, this.seq)
  }

  /** Lets go of all events so far. */
  drop(): void {
    this.#dropped = this.seq
    this.#held = 0
    this.#pieces = []
    this.#piece = []
    this.#at = 0
    this.#room = 0
  }

  /** Takes the place of the events of an earlier host. */
  continueAfter(seq: number): void {
    this.#dropped = seq
  }

  #event(piece: readonly unknown[], slot: number, seq: number): RunEvent {
    // written by `add` and `addPlain`, in this order
    const type = piece[slot] as EventType
    const subject = piece[slot + 1] as StepInstance | undefined
    const noted = piece[slot + 3] as number
    const at = this.#base + (piece[slot + 4] as number)
    const data = noted < 0 ? (type === 'step.started' ? { arguments: piece[slot + 2] } : { value: piece[slot + 2] }) : piece[slot + 2]
    // written as pairs of type and data; spelled out, since everything that is read passes here
    if (subject === undefined) return { seq, at, type, data } as unknown as RunEvent
    const step = subject.path
    const attempt = noted < 0 ? ~noted : noted
    return (attempt === 0 ? { seq, at, type, step, data } : { seq, at, type, step, attempt, data }) as unknown as RunEvent
  }
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
