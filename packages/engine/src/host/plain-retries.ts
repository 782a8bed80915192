import { backoffDelay, NO_CLASSES } from '../plan/policies.ts'
import { runError } from '../error/engine-error.ts'
import { acceptsWork } from '../scope/accepts-work.ts'
import type { EventData, EventType } from '../event/event.ts'
import type { FailureReport, Outcome } from '../port/step-executor.ts'
import { enqueue } from '../state/slots.ts'
import { setTimer } from '../state/set-timer.ts'
import type { RunState, Timer } from '../state/run-state.ts'
import type { StepInstance } from '../state/run-tree.ts'
import type { Called, Performance } from './performance.ts'
import type { Performer } from './performer.ts'

// The short way of a plain step that fails and is tried again, in a calm run: as in `plain-steps.ts`, the same facts and the same state
// after them as the long way through `concludeFailure`, `afterFailure` and `due`.

/** What the names of timers of retries begin with. */
const RETRY = 'retry:'

type PlainFailure = Called & Outcome & { readonly kind: 'fail' }

/** Whether the outcome of a call is a failure in which nothing but the step's plain retry has a say; asked in a calm run in which nothing is due. */
export function isPlainFailure({ subject, purpose }: Performance, outcome: Called): outcome is PlainFailure {
  return outcome.kind === 'fail' && purpose === 'run' && subject.plan.plain && subject.status === 'running' && subject.ordinary && outcome.logs === undefined && mayPass(outcome.error) && isRetriedPlainly(subject)
}

function mayPass({ code, effect, retryable }: FailureReport): boolean {
  return retryable !== false && effect === undefined && code !== 'INVALID_RESULT'
}

function isRetriedPlainly({ plan: { step, retry }, retries }: StepInstance): boolean {
  return retries < retry.max && retry.on === null && retry.classes === NO_CLASSES && step.compensate === undefined && (step.onError === undefined || step.onError.length === 0)
}

/** A plain step has failed, in a calm run in which nothing is due, and is tried again, at once or after a timer (R2). */
export function retryPlainly(performer: Performer, step: StepInstance, report: FailureReport): void {
  const { state, ports } = performer
  const { backoff } = step.plan.retry
  const delayMs = Math.max(report.retryAfterMs ?? 0, backoffDelay(backoff, step.retries, ports.ids.random()))
  note(performer, 'step.retrying', { data: { delayMs, reason: runError(report, { step: step.path, attempt: step.attempt }) }, step })
  state.performing.delete(step)
  step.duty = null
  step.occupying = false
  state.inFlight--
  step.retries++
  if (delayMs <= 0) return enqueue(state, step)
  step.status = 'retrying'
  const data = { timer: RETRY + step.path, dueAt: state.now + delayMs }
  note(performer, 'timer.set', { data, step })
  performer.timers.wait(performer, setTimer(state, data, step))
}

/** Whether nothing comes of a timer that has gone off but another attempt of a plain step; asked in a calm run in which nothing is due. */
export function isPlainRetry(state: RunState, { id, step }: Timer): boolean {
  return step !== undefined && step.status === 'retrying' && step.plan.plain && step.ordinary && id.startsWith(RETRY) && acceptsWork(state, step.scope)
}

/** Its time has come. */
export function retryAgainPlainly(performer: Performer, { id, step }: { readonly id: string; readonly step: StepInstance }): void {
  const { state } = performer
  note(performer, 'timer.fired', { data: { timer: id }, step })
  state.timers.delete(id)
  enqueue(state, step)
}

function note<T extends EventType>(performer: Performer, type: T, { data, step }: { readonly data: EventData[T]; readonly step: StepInstance }): void {
  const { state, log } = performer
  // a throw's message is not the executor's outcome, which holds no secret
  log.add(type, performer.secrets === undefined ? data : performer.secrets.conceal(data), step)
  state.seq++
  if (performer.watched) performer.tell()
}
