import { duration } from '../plan/policies.ts'
import type { Outcome } from '../port/step-executor.ts'
import type { TimedOut } from './call-timeouts.ts'
import { isPromise } from './maybe-async.ts'
import { normalizeOutcome, thrown } from './normalize-outcome.ts'
import { Performance, type Call } from './performance.ts'
import type { Performer } from './performer.ts'
import { awaitOutcome, settle } from './reply.ts'

/** Calls the executor once everything recorded is durable, and concludes with its outcome, unless the run has moved on. */
export function callExecutor(performer: Performer, call: Call): void {
  const performance = new Performance(performer.runId, call, performer.secrets)
  call.step.performance = performance
  const flushed = call.step.plan.effects.length > 0 || call.purpose !== 'run' ? performer.flushed() : undefined
  // the run's own time is fresh: asking the clock costs a tenth of a step
  if (flushed === undefined) execute(performer, performance, performer.state.now)
  else executeAfter(flushed, performer, performance)
}

/** Apart: variables that a closure holds stand in an object of their own, which calls that wait for nothing need not make. */
function executeAfter(flushed: Promise<void>, performer: Performer, performance: Performance): void {
  // a host that has let go of the run meanwhile has nothing to do with what follows
  flushed.then(() => (performer.detached ? undefined : execute(performer, performance, performer.ports.clock.now()))).catch((error: unknown) => performer.crash(error))
}

function execute(performer: Performer, performance: Performance, now: number): void {
  limitTime(performer, performance, now)
  let outcome: Outcome | Promise<Outcome>
  try {
    outcome = performer.middlewares.wrapping ? performer.middlewares.execute(performance, performer.ports.executor) : performer.ports.executor.execute(performance)
  } catch (error) {
    outcome = thrown(error)
  }
  if (isPromise(outcome)) awaitOutcome(performer, performance, outcome)
  else settle(performer, performance, normalizeOutcome(outcome))
}

function limitTime(performer: Performer, performance: Performance, now: number): void {
  const ms = timeLimit(performance)
  if (ms !== null) performer.timeouts.limit(performer, performance, { ms, now })
}

/** How long a call may take, in milliseconds: what its own definition says, be it the step's or a handler's. Null: as long as it likes. */
export function timeLimit({ step, subject }: Performance): number | null {
  if (step === subject.plan.step) return subject.plan.timeoutMs
  return step.timeout === undefined ? null : duration(step.timeout, 'timeout')
}

/** Its time has run out: what it did is unknown, and what it answers to that is not heard. It is told first: another attempt may begin at once. */
export const timedOut: TimedOut<Performer> = (performer, performance) => {
  performance.outcome = { kind: 'timeout' }
  performance.abort()
  performer.conclude(performance)
}
