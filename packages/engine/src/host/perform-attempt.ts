import type { Json, Step } from '@eddy/workflow'
import { DefinitionError, must, runError } from '../error/engine-error.ts'
import { afterFailure, mayAskAgain, NO_VERDICT, retriesLeft, type Failure, type Judged } from '../decide/after-failure.ts'
import type { EventData } from '../event/event.ts'
import type { LogLine } from '../event/log-line.ts'
import { backoffDelay } from '../plan/policies.ts'
import type { FailureReport, Outcome } from '../port/step-executor.ts'
import { isForward, type RunState } from '../state/run-state.ts'
import { unclaim } from '../state/slots.ts'
import type { StepInstance } from '../state/run-tree.ts'
import { acceptsWork } from '../scope/accepts-work.ts'
import { callExecutor } from './call-executor.ts'
import { checkEmission } from './check-emission.ts'
import { judgeFailure } from './judge-failure.ts'
import { isPromise, messageOf } from './maybe-async.ts'
import { reasonOf, retriesExceeded } from './normalize-outcome.ts'
import { idempotencyKey, stepContext, type Called, type Conclusion } from './performance.ts'
import type { Performer } from './performer.ts'
import { prepareAtOnce, prepareAttempt, type Preparation, type Preparing } from './prepare-attempt.ts'
import type { Recorder } from './recorder.ts'
import type { Arguments } from './resolve-arguments.ts'

/** One attempt of a step: arguments, guards, the record that it starts, the effect, the record of its outcome. */
export function performAttempt(performer: Performer, step: StepInstance): void {
  if (isKept(performer.state, step)) return takeKept(performer, step)
  const values = prepareAtOnce(step)
  if (values !== undefined) return start(performer, step, values)
  const { state, ports, gates } = performer
  const context = stepContext(performer.runId, step, { attempt: step.attempt + 1, retries: step.retries })
  const prepared = prepareAttempt({ step, ports, context, state, gates, onWait: noteWait(performer, step) })
  const { duty } = step
  // while it was prepared the run may have turned, so that it is carried out for another end
  if (isPromise(prepared)) prepared.then((value) => performer.act(() => (duty === null && step.duty === 'rerun' ? undefined : begin(performer, step, value)))).catch((error: unknown) => performer.crash(error))
  else begin(performer, step, prepared)
}

/** Whether the run was given the step's result (K1): its first attempt has it, and only that. */
function isKept({ kept }: RunState, step: StepInstance): boolean {
  return kept !== null && step.attempt === 0 && step.duty === null && step.scope.lane === '' && Object.hasOwn(kept.results, step.path)
}

/** Arguments and guards as ever, since an undo needs them; nothing is carried out. */
function takeKept(performer: Performer, step: StepInstance): void {
  const { state, ports, gates } = performer
  const context = stepContext(performer.runId, step, { attempt: 1, retries: 0 })
  const take = (prepared: Preparation) => {
    if (!mayStart(state, step)) return turnBack(performer, step)
    if (prepared.kind !== 'start') return recordStart(performer, step, prepared)
    recordStart(performer, step, { ...prepared, started: { arguments: prepared.started.arguments, kept: true } })
    performer.record('step.succeeded', { value: state.kept?.results[step.path] ?? null, by: `run ${state.kept?.from ?? ''}` }, step)
  }
  const prepared = prepareAttempt({ step, ports, context, state, gates, onWait: noteWait(performer, step) })
  if (isPromise(prepared)) prepared.then((value) => performer.act(() => take(value))).catch((error: unknown) => performer.crash(error))
  else take(prepared)
}

/** While it waits, its step stays queued: the record says at which gate (C9). */
function noteWait(performer: Performer, step: StepInstance): Preparing['onWait'] {
  return (awaited) => performer.act(() => {
    if (step.status === 'queued' && step.claimed && performer.releasing === undefined) performer.record('gate.awaited', awaited, step)
  })
}

function start(performer: Performer, step: StepInstance, values: Arguments): void {
  if (step.plan.effects.length > 0) performer.record('step.started', { arguments: values, key: idempotencyKey(performer.runId, step) }, step)
  else performer.recordStarted(step, values)
  callExecutor(performer, { step, definition: step.plan.step, purpose: 'run', arguments: values, conclude: concludeAttempt })
}

function begin(performer: Performer, step: StepInstance, prepared: Preparation): void {
  const { state } = performer
  if (performer.releasing !== undefined && step.duty !== 'rerun') return
  // the run may have turned while expressions were evaluated
  if (step.duty !== 'rerun' && !mayStart(state, step)) return turnBack(performer, step)
  recordStart(performer, step, prepared)
  if (prepared.kind !== 'start' || step.plan.native !== null) return
  callExecutor(performer, { step, definition: step.plan.step, purpose: 'run', arguments: prepared.values, conclude: concludeAttempt })
}

/** The run may have come to its failure lane, in which only the lane's own steps start. */
function mayStart(state: RunState, step: StepInstance): boolean {
  return isForward(state) && step.status === 'queued' && acceptsWork(state, step.scope)
}

function turnBack(performer: Performer, step: StepInstance): void {
  unclaim(performer.state, step)
  if (performer.gates.size > 0) performer.gates.leaveEnded()
}

/** The guards that passed, then the start or what stopped it. */
function recordStart(performer: Performer, step: StepInstance, prepared: Preparation): void {
  for (let index = 0; index < prepared.passed; index++) performer.record('guard.passed', { index }, step)
  if (prepared.kind === 'stop') return performer.record('guard.stopped', prepared.stopped, step)
  if (prepared.kind === 'error') return stopped(performer, step, prepared)
  const started = step.plan.effects.length > 0 ? { ...prepared.started, key: idempotencyKey(performer.runId, step) } : prepared.started
  performer.record('step.started', started, step)
}

/** What could not be prepared has failed; what was refused at a gate may be tried again. */
function stopped(performer: Performer, step: StepInstance, prepared: Preparation & { readonly kind: 'error' }): void {
  const inDoubt = performer.state.inDoubt.has(step)
  if (!prepared.retry) return performer.record('step.failed', inDoubt ? { error: prepared.error, inDoubt } : { error: prepared.error }, step)
  concludeFailure(performer, step, { error: prepared.error, inDoubt })
}

export const concludeAttempt: Conclusion = (recorder, { subject: step }, outcome) => {
  switch (outcome.kind) {
    case 'ok':
      return succeeded(recorder, step, outcome)
    case 'halt':
      return recorder.record('step.halted', { value: outcome.value, ...logsOf(outcome), ...(step.duty === 'rerun' ? { inDoubt: true } : {}) }, step)
    case 'retry':
      return again(recorder, step, outcome)
    case 'timeout':
      return timedOut(recorder, step)
    case 'continue':
      return failed(recorder, step, { report: { code: 'INVALID_RESULT', message: 'only a compensate handler can answer "continue"', retryable: false }, final: true })
    case 'fail':
      if (outcome.error.effect === 'interrupted') return recorder.record('step.interrupted', { cause: 'crash' }, step)
      if (outcome.error.effect === 'unknown' && step.plan.effects.length > 0) return lost(recorder, step, outcome)
      return failed(recorder, step, { report: outcome.error, final: outcome.error.code === 'INVALID_RESULT', logs: outcome.logs })
  }
}

function logsOf(outcome: Called): { readonly logs?: readonly LogLine[] } {
  return 'logs' in outcome && outcome.logs !== undefined && outcome.logs.length > 0 ? { logs: outcome.logs } : {}
}

function succeeded(recorder: Recorder, step: StepInstance, outcome: Outcome & { readonly kind: 'ok' }): void {
  const { value, logs, by, steps } = outcome
  if (steps !== undefined && steps.length > 0) emit(recorder, step, { steps, value })
  if (logs === undefined && by === undefined && step.status !== 'straggler') return recorder.recordSucceeded(step, value)
  recorder.record('step.succeeded', { value, ...logsOf(outcome), ...(by === undefined ? {} : { by }), ...(step.status === 'straggler' ? { late: true } : {}) }, step)
}

/** What a step emits is planned before its success is recorded, which sets it free (S7). */
function emit(recorder: Recorder, step: StepInstance, emission: { readonly steps: readonly Step[]; readonly value: Json }): void {
  recorder.record('steps.emitted', plannedEmission(recorder, step, emission), step)
}

function plannedEmission({ state }: Recorder, step: StepInstance, emission: { readonly steps: readonly Step[]; readonly value: Json }): EventData['steps.emitted'] {
  try {
    return { steps: checkEmission(state, step, emission) }
  } catch (error) {
    // whatever it is that cannot be read, it was made by a step, and is that step's failure
    const code = error instanceof DefinitionError ? error.code : 'BAD_STEP'
    return { error: runError({ code: 'PLAN_ERROR', message: `step "${step.path}" emitted steps that cannot be planned: ${messageOf(error)}`, retryable: false, details: { code } }, { step: step.path, attempt: step.attempt }) }
  }
}

/** The step asked for another attempt itself; without one left that is its failure (R1). */
function again(recorder: Recorder, step: StepInstance, outcome: Outcome & { readonly kind: 'retry' }): void {
  if (!acceptsWork(recorder.state, step.scope) || !mayAskAgain(recorder.state, step)) return failed(recorder, step, { report: retriesExceeded(outcome.reason), logs: outcome.logs })
  const asked = outcome.delayMs ?? backoffDelay(step.plan.retry.backoff, step.retries, recorder.ports.ids.random())
  // without limit, but never without a pause
  const delayMs = retriesLeft(step) ? asked : Math.max(asked, 1)
  const reason = reasonOf(outcome.reason, { step: step.path, attempt: step.attempt })
  recorder.record('step.retrying', { delayMs, reason, ...logsOf(outcome) }, step)
}

/** It was asked for, and no answer came: nobody knows whether it happened (H5). */
function lost(recorder: Recorder, step: StepInstance, outcome: Outcome & { readonly kind: 'fail' }): void {
  const error = runError(outcome.error, { step: step.path, attempt: step.attempt })
  recorder.record('step.interrupted', { cause: 'lost', error, ...logsOf(outcome) }, step)
}

/** A timeout after an effect may have begun leaves the attempt in doubt (H5). */
function timedOut(recorder: Recorder, step: StepInstance): void {
  if (step.plan.effects.length > 0) return recorder.record('step.interrupted', { cause: 'timeout' }, step)
  const message = `step "${step.path}" did not end within its timeout of ${must(step.plan.step.timeout, 'timeout')}`
  failed(recorder, step, { report: { code: 'STEP_TIMEOUT', message } })
}

interface Reported extends Pick<Failure, 'final' | 'logs'> {
  readonly report: FailureReport
}

function failed(recorder: Recorder, step: StepInstance, { report, final = false, logs }: Reported): void {
  const inDoubt = report.effect === 'untried' && recorder.state.inDoubt.has(step)
  concludeFailure(recorder, step, { error: runError(report, { step: step.path, attempt: step.attempt }), retryAfterMs: report.retryAfterMs, final, logs, inDoubt })
}

/** Asks the step's `onError` rules, then records what the failure comes to. */
export function concludeFailure(recorder: Recorder, step: StepInstance, failure: Failure): void {
  const verdict = failure.final ? NO_VERDICT : judgeFailure(recorder, step, failure.error)
  const isLater = verdict !== NO_VERDICT && isPromise(verdict)
  if (isLater) verdict.then((value) => recorder.act(() => feed(recorder, step, { failure, verdict: value }))).catch((error: unknown) => recorder.crash(error))
  else feed(recorder, step, { failure, verdict })
}

function feed(recorder: Recorder, step: StepInstance, { failure, verdict }: Pick<Judged, 'failure' | 'verdict'>): void {
  recorder.feed(afterFailure(recorder.state, step, { failure, verdict, random: recorder.ports.ids.random() }))
}
