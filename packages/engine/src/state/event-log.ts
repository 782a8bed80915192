import type { EventType, RunEvent } from '../event/event.ts'
import type { StepInstance } from './step-instance.ts'

/**
 * The events of a run in columns, written by whoever folds them. An event becomes an object when somebody reads it: a run that
 * nobody watches pays for the record alone.
 */
export class EventLog {
  readonly #types: EventType[] = []
  readonly #steps: (StepInstance | undefined)[] = []
  readonly #attempts: number[] = []
  readonly #times: number[] = []
  readonly #data: unknown[] = []
  /** `seq` of the last event that is no longer held. */
  #dropped = 0

  /** `seq` of the last event. */
  get seq(): number {
    return this.#dropped + this.#types.length
  }

  /** Notes the next event; to be called before it is folded, since it notes the attempt that it is about. `at`: `time`. */
  add(type: EventType, data: unknown, step: StepInstance | undefined): void {
    this.#types.push(type)
    this.#steps.push(step)
    this.#attempts.push(step === undefined ? 0 : attemptOf(type, step))
    this.#times.push(this.time)
    this.#data.push(data)
  }

  /** The time of the events to come, milliseconds. */
  time = 0

  /** Events after `seq`, as objects, in order. */
  since(seq: number): RunEvent[] {
    const events: RunEvent[] = []
    for (let i = Math.max(0, seq - this.#dropped); i < this.#types.length; i++) events.push(this.#event(i))
    return events
  }

  /** Lets go of the events up to `seq`. */
  drop(seq: number): void {
    const count = seq - this.#dropped
    if (count <= 0) return
    for (const column of [this.#types, this.#steps, this.#attempts, this.#times, this.#data]) {
      if (count === column.length) column.length = 0
      else column.splice(0, count)
    }
    this.#dropped = seq
  }

  /** Takes the place of the events of an earlier host. */
  continueAfter(seq: number): void {
    this.#dropped = seq
  }

  #event(i: number): RunEvent {
    const seq = this.#dropped + i + 1
    const at = this.#times[i]
    const type = this.#types[i]
    const data = this.#data[i]
    const step = this.#steps[i]
    const attempt = this.#attempts[i]
    // written as pairs of type and data
    if (step === undefined) return { seq, at, type, data } as unknown as RunEvent
    return (attempt === 0 ? { seq, at, type, step: step.path, data } : { seq, at, type, step: step.path, attempt, data }) as unknown as RunEvent
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
