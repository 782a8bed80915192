import type { Called, Performance } from './performance.ts'
import { normalizeOutcome, thrown } from './normalize-outcome.ts'

/** Of promises of this realm, which call back once. */
const THEN: unknown = Reflect.get(Promise.prototype, 'then')

/** A run whose calls are answered. */
export interface Replied {
  /** Callbacks that are free to be used again. */
  reply: Reply | undefined
  /** Takes in what has come of a call, unless the run has moved on. */
  conclude(performance: Performance): void
  /** As `conclude`, for what comes from outside by itself: outcomes that come in the same moment are taken in together, in the order in which they came. */
  arrive(performance: Performance): void
}

/**
 * The callbacks of a promised outcome, used again by later calls of the run: making two closures for each call would cost as much as
 * recording it. One whose promise never settles is not used again.
 */
export class Reply {
  performance: Performance | undefined = undefined
  /** The next that is free. */
  next: Reply | undefined = undefined
  readonly run: Replied
  readonly fulfilled: (answer: unknown) => void
  readonly rejected: (error: unknown) => void

  constructor(run: Replied) {
    this.run = run
    // named first: a function that is put into a property where it stands is made among the old objects, and keeps the whole run
    const fulfilled = (answer: unknown) => {
      const performance = take(this)
      if (performance !== undefined) arrive(run, performance, normalizeOutcome(answer))
    }
    const rejected = (error: unknown) => {
      const performance = take(this)
      if (performance !== undefined) arrive(run, performance, thrown(error))
    }
    this.fulfilled = fulfilled
    this.rejected = rejected
  }
}

function take(reply: Reply): Performance | undefined {
  const { performance } = reply
  reply.performance = undefined
  reply.next = reply.run.reply
  reply.run.reply = reply
  return performance
}

export function awaitOutcome(run: Replied, performance: Performance, outcome: Promise<unknown>): void {
  if (outcome.then !== THEN) return awaitThenable(run, performance, outcome)
  const reply = run.reply ?? new Reply(run)
  run.reply = reply.next
  reply.performance = performance
  void outcome.then(reply.fulfilled, reply.rejected)
}

/** What behaves like a promise may call back twice, when a reply would be another call's. */
function awaitThenable(run: Replied, performance: Performance, outcome: Promise<unknown>): void {
  void outcome.then(
    (value) => settle(run, performance, normalizeOutcome(value)),
    (error: unknown) => settle(run, performance, thrown(error)),
  )
}

function arrive(run: Replied, performance: Performance, outcome: Called): void {
  if (performance.answered) return
  performance.outcome = outcome
  run.arrive(performance)
}

export function settle(run: Replied, performance: Performance, outcome: Called): void {
  if (performance.answered) return
  performance.outcome = outcome
  run.conclude(performance)
}
