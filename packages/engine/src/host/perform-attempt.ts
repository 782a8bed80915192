import { must, runError } from '../error/engine-error.ts'
import { afterFailure, retriesLeft, type Failure } from '../decide/after-failure.ts'
import { backoffDelay } from '../plan/policies.ts'
import type { FailureReport, Outcome } from '../port/step-executor.ts'
import { fact, upcoming } from '../state/due.ts'
import { isForward } from '../state/run-state.ts'
import { unclaim } from '../state/slots.ts'
import type { StepInstance } from '../state/step-instance.ts'
import { acceptsWork } from '../scope/accepts-work.ts'
import { callExecutor, type Called } from './call-executor.ts'
import { judgeFailure } from './judge-failure.ts'
import { andThen, isPromise } from './maybe-async.ts'
import { retriesExceeded } from './normalize-outcome.ts'
import { idempotencyKey, stepContext, type Performer } from './performer.ts'
import { prepareAttempt, type Preparation } from './prepare-attempt.ts'

/** One attempt of a step: arguments, guards, the record that it starts, the effect, the record of its outcome. */
export function performAttempt(performer: Performer, step: StepInstance): void {
  const context = stepContext(performer, step, step.attempt + 1)
  const prepared = prepareAttempt({ step, ports: performer.ports, context })
  if (isPromise(prepared)) prepared.then((value) => performer.act(() => begin(performer, step, value))).catch((error: unknown) => performer.crash(error))
  else begin(performer, step, prepared)
}

function begin(performer: Performer, step: StepInstance, prepared: Preparation): void {
  const { state } = performer
  const rerun = step.duty === 'rerun'
  // the run may have turned while expressions were evaluated
  if (!rerun && (!isForward(state) || step.status !== 'queued')) return unclaim(state, step)
  recordStart(performer, step, prepared)
  if (prepared.kind !== 'start' || step.plan.native !== null) return
  if (rerun) step.duty = 'rerun'
  const context = stepContext(performer, step, step.attempt)
  callExecutor(performer, { step, definition: step.plan.step, purpose: 'run', arguments: prepared.values, context }, (outcome) => conclude(performer, step, outcome))
}

/** The guards that passed, then the start or what stopped it. */
function recordStart(performer: Performer, step: StepInstance, prepared: Preparation): void {
  for (let index = 0; index < prepared.passed; index++) performer.feed(upcoming('guard.passed', { index }, step))
  if (prepared.kind === 'stop') return performer.feed(upcoming('guard.stopped', prepared.stopped, step))
  if (prepared.kind === 'error') return performer.feed(upcoming('step.failed', { error: prepared.error }, step))
  const started = step.plan.effects.length > 0 ? { ...prepared.started, key: idempotencyKey(performer, step) } : prepared.started
  performer.feed(upcoming('step.started', started, step))
}

function conclude(performer: Performer, step: StepInstance, outcome: Called): void {
  const logs = 'logs' in outcome && outcome.logs?.length ? { logs: outcome.logs } : {}
  switch (outcome.kind) {
    case 'ok':
      if (outcome.steps?.length) return failed(performer, step, { report: { code: 'PLAN_ERROR', message: 'steps emitted by a step cannot be planned here', retryable: false }, final: true })
      return performer.feed(fact('step.succeeded', { value: outcome.value, ...logs, ...late(step) }, step))
    case 'halt':
      return performer.feed(fact('step.halted', { value: outcome.value, ...logs }, step))
    case 'retry':
      return again(performer, step, outcome)
    case 'timeout':
      return timedOut(performer, step)
    case 'continue':
      return failed(performer, step, { report: { code: 'INVALID_RESULT', message: 'only a compensate handler can answer "continue"', retryable: false }, final: true })
    case 'fail':
      return failed(performer, step, { report: outcome.error, final: outcome.error.code === 'INVALID_RESULT', ...logs })
  }
}

function late(step: StepInstance): { readonly late?: boolean } {
  return step.status === 'straggler' ? { late: true } : {}
}

/** The step asked for another attempt itself; without one left that is its failure (R1). */
function again(performer: Performer, step: StepInstance, outcome: Outcome & { readonly kind: 'retry' }): void {
  if (!acceptsWork(performer.state, step.scope) || !retriesLeft(step)) return failed(performer, step, { report: retriesExceeded(outcome.reason), ...(outcome.logs ? { logs: outcome.logs } : {}) })
  const delayMs = outcome.delayMs ?? backoffDelay(step.plan.retry.backoff, step.retries, performer.ports.ids.random())
  const reason = outcome.reason === undefined ? null : runError({ code: 'RETRY_ASKED', message: outcome.reason }, { step: step.path, attempt: step.attempt })
  performer.feed(fact('step.retrying', { delayMs, reason, ...(outcome.logs?.length ? { logs: outcome.logs } : {}) }, step))
}

/** A timeout after an effect may have begun leaves the attempt in doubt (H5); one of a kind that may be repeated is a plain failure. */
function timedOut(performer: Performer, step: StepInstance): void {
  const doubtful = step.plan.effects.length > 0 && (!step.plan.idempotent || step.plan.step.check !== undefined)
  if (doubtful) return performer.feed(fact('step.interrupted', { cause: 'timeout' }, step))
  const message = `step "${step.path}" did not end within its timeout of ${must(step.plan.step.timeout, 'timeout')}`
  failed(performer, step, { report: { code: 'STEP_TIMEOUT', message } })
}

interface Reported extends Pick<Failure, 'final' | 'logs'> {
  readonly report: FailureReport
}

function failed(performer: Performer, step: StepInstance, { report, ...rest }: Reported): void {
  concludeFailure(performer, step, { ...rest, error: runError(report, { step: step.path, attempt: step.attempt }) })
}

/** Asks the step's `onError` rules, then records what the failure comes to. */
export function concludeFailure(performer: Performer, step: StepInstance, failure: Omit<Failure, 'verdict' | 'random'>): void {
  const record = (verdict: Failure['verdict']) => performer.feed(...afterFailure(performer.state, step, { ...failure, verdict, random: performer.ports.ids.random() }))
  if (failure.final) return record({ then: 'none' })
  const verdict = andThen(judgeFailure(performer, step, failure.error), (value) => value)
  if (isPromise(verdict)) verdict.then((value) => performer.act(() => record(value))).catch((error: unknown) => performer.crash(error))
  else record(verdict)
}
