import type { Called, Performance } from './performance.ts'
import type { Performer } from './performer.ts'
import { normalizeOutcome, thrown } from './normalize-outcome.ts'

/** Of promises of this realm, which call back once. */
const THEN: unknown = Reflect.get(Promise.prototype, 'then')

/**
 * The callbacks of a promised outcome, used again by later calls of the run: making two closures for each call would cost as much as
 * recording it. One whose promise never settles is not used again.
 */
export class Reply {
  performance: Performance | undefined = undefined
  /** The next that is free. */
  next: Reply | undefined = undefined
  readonly performer: Performer
  readonly fulfilled: (answer: unknown) => void
  readonly rejected: (error: unknown) => void

  constructor(performer: Performer) {
    this.performer = performer
    // named first: a function that is put into a property where it stands is made among the old objects, and keeps the whole run
    const fulfilled = (answer: unknown) => {
      const performance = take(this)
      if (performance !== undefined) arrive(performer, performance, normalizeOutcome(answer))
    }
    const rejected = (error: unknown) => {
      const performance = take(this)
      if (performance !== undefined) arrive(performer, performance, thrown(error))
    }
    this.fulfilled = fulfilled
    this.rejected = rejected
  }
}

function take(reply: Reply): Performance | undefined {
  const { performance } = reply
  reply.performance = undefined
  reply.next = reply.performer.reply
  reply.performer.reply = reply
  return performance
}

export function awaitOutcome(performer: Performer, performance: Performance, outcome: Promise<unknown>): void {
  if (outcome.then !== THEN) return awaitThenable(performer, performance, outcome)
  const reply = performer.reply ?? new Reply(performer)
  performer.reply = reply.next
  reply.performance = performance
  void outcome.then(reply.fulfilled, reply.rejected)
}

/** What behaves like a promise may call back twice, when a reply would be another call's. */
function awaitThenable(performer: Performer, performance: Performance, outcome: Promise<unknown>): void {
  void outcome.then(
    (value) => settle(performer, performance, normalizeOutcome(value)),
    (error: unknown) => settle(performer, performance, thrown(error)),
  )
}

function arrive(performer: Performer, performance: Performance, outcome: Called): void {
  if (performance.answered) return
  performance.outcome = outcome
  performer.arrive(performance)
}

export function settle(performer: Performer, performance: Performance, outcome: Called): void {
  if (performance.answered) return
  performance.outcome = outcome
  performer.conclude(performance)
}
