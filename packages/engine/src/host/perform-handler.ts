import type { Json, Step } from '@eddy/workflow'
import { runError } from '../error/engine-error.ts'
import { errorJson } from '../error/error-json.ts'
import type { RunError } from '../error/run-error.ts'
import { isBeyondPivot, mayAskAgain, mayRetry, policyFor } from '../decide/after-failure.ts'
import { backoffDelay, retryPolicy, UNDO_ATTEMPTS } from '../plan/policies.ts'
import { mayBeginAgain } from '../scope/may-begin-again.ts'
import { NOTHING } from '../scope/open-scope.ts'
import type { StepContext } from '../port/step-executor.ts'
import type { StepInstance } from '../state/run-tree.ts'
import { callExecutor } from './call-executor.ts'
import { andThen, isPromise, type MaybeAsync } from './maybe-async.ts'
import { checkAnswer, reasonOf, retriesExceeded } from './normalize-outcome.ts'
import { Performance, stepContext, type Called, type Conclusion } from './performance.ts'
import type { Performer } from './performer.ts'
import { NO_ARGUMENTS, resolveArguments, type Arguments, type ResolvedArguments } from './resolve-arguments.ts'

interface HandlerCall {
  readonly name: string
  readonly purpose: 'compensate' | 'undo' | 'check'
  readonly attempt: number
  readonly error: RunError | null
  readonly conclude: Conclusion
}

/** Calls a handler of the step's document; one that is missing or cannot get its arguments answers `fail`. */
function callHandler(performer: Performer, step: StepInstance, call: HandlerCall): void {
  const handler = step.scope.plan.workflow.handlers.get(call.name)
  if (!handler) return refuseCall(performer, step, { call, code: 'UNKNOWN_HANDLER', message: `there is no handler "${call.name}"` })
  const resolved = handlerArguments(performer, step, { call, handler })
  if (isPromise(resolved)) resolved.then((value) => performer.act(() => callResolved(performer, step, { call, handler, resolved: value }))).catch((error: unknown) => performer.crash(error))
  else callResolved(performer, step, { call, handler, resolved })
}

interface Resolving {
  readonly call: HandlerCall
  readonly handler: Step
}

function handlerArguments(performer: Performer, step: StepInstance, { call, handler }: Resolving): MaybeAsync<ResolvedArguments> {
  if (handler.arguments === undefined || handler.arguments.length === 0) return { values: NO_ARGUMENTS, logged: NO_ARGUMENTS }
  const context = stepContext(performer.runId, step, { attempt: call.attempt, retries: step.retries })
  return andThen(originArguments(performer, step, context), (args) => {
    const origin = { value: step.value ?? null, arguments: args, error: call.error ? errorJson(call.error) : null, context: { ...context } }
    return resolveArguments(handler.arguments, performer.ports, { scope: step.scope, origin, step: handler.name, context })
  })
}

function callResolved(performer: Performer, step: StepInstance, { call, handler, resolved }: Resolving & { readonly resolved: ResolvedArguments }): void {
  // whoever takes up the run calls it
  if (performer.releasing !== undefined) return
  if ('problem' in resolved) return refuseCall(performer, step, { call, code: 'ARGUMENT_ERROR', message: resolved.problem })
  callExecutor(performer, { step, definition: handler, purpose: call.purpose, arguments: resolved.values, conclude: call.conclude })
}

function refuseCall(performer: Performer, step: StepInstance, { call, code, message }: { readonly call: HandlerCall; readonly code: string; readonly message: string }): void {
  const { name, purpose, conclude } = call
  const performance = new Performance(performer.runId, { step, definition: { name, kind: 'none' }, purpose, arguments: NO_ARGUMENTS, conclude })
  conclude(performer, performance, { kind: 'fail', error: { code, message, retryable: false } })
}

/** The step's arguments as they were (U3). The log holds only the names of secrets, so these are fetched again. */
function originArguments(performer: Performer, step: StepInstance, context: StepContext): MaybeAsync<Arguments> {
  const logged = step.arguments ?? {}
  const secret = (step.plan.step.arguments ?? []).filter((argument) => 'secret' in argument.from)
  if (secret.length === 0) return logged
  const about = { scope: step.scope, origin: null, step: step.path, context }
  return andThen(resolveArguments(secret, performer.ports, about), (resolved) => ('problem' in resolved ? logged : { ...logged, ...resolved.values }))
}

/** Asks the step's own failure handler what to make of an error (section 3). */
export function performCompensation(performer: Performer, step: StepInstance, { handler, error }: { readonly handler: string; readonly error: RunError }): void {
  callHandler(performer, step, { name: handler, purpose: 'compensate', attempt: step.attempt, error, conclude: concludeCompensation(step, { handler, error }) })
}

/** What the answer of a failure handler comes to. */
export function concludeCompensation(step: StepInstance, { handler, error }: { readonly handler: string; readonly error: RunError }): Conclusion {
  return (recorder, _performance, outcome) => {
    const { state } = recorder
    const forward = mayBeginAgain(state, step)
    const beyond = isBeyondPivot(state)
    const again = (delayMs: number | undefined, reason: RunError | null) => {
      const asked = delayMs ?? backoffDelay(policyFor(step, error).backoff, step.retries, recorder.ports.ids.random())
      recorder.record('compensation.retrying', { delayMs: beyond ? Math.max(asked, 1) : asked, reason }, step)
    }
    // after the point of no return a person is asked (U7)
    const giveUp = (failure: RunError) => recorder.record('compensation.failed', forward && beyond ? { error: failure, halts: true } : { error: failure }, step)
    switch (outcome.kind) {
      case 'continue':
        return recorder.record('compensation.continued', { value: outcome.value, by: 'handler' }, step)
      case 'ok':
        if (forward && error.retryable && (beyond || mayRetry(step, error))) return again(undefined, error)
        return recorder.record('compensation.completed', forward && beyond ? { value: outcome.value, halts: true } : { value: outcome.value }, step)
      case 'retry': {
        const reason = reasonOf(outcome.reason, { step: step.path, attempt: step.attempt })
        if (forward && mayAskAgain(state, step)) return again(outcome.delayMs, reason)
        return giveUp(runError({ ...retriesExceeded(outcome.reason), cause: error }, { step: step.path, attempt: step.attempt }))
      }
      default:
        return giveUp(compensationFailed(step, handler, { outcome, cause: error }))
    }
  }
}

/** The handler itself failed: its error is told, and the original is never lost (R4). */
function compensationFailed(step: StepInstance, handler: string, { outcome, cause }: { readonly outcome: Called; readonly cause: RunError }): RunError {
  const report = reportOf(outcome)
  const details: Json = { handler, error: errorJson(runError(report)) }
  return runError({ code: 'COMPENSATION_FAILED', message: `the handler "${handler}" of step "${step.path}" failed: ${report.message}`, retryable: false, cause, details }, { step: step.path, attempt: step.attempt })
}

function reportOf(outcome: Called): { readonly code: string; readonly message: string; readonly retryable?: boolean; readonly details?: Json } {
  if (outcome.kind === 'fail') return outcome.error
  if (outcome.kind === 'timeout') return { code: 'STEP_TIMEOUT', message: 'it did not end within its timeout' }
  return { code: 'INVALID_RESULT', message: `it answered "${outcome.kind}", which means nothing here`, retryable: false }
}

/** Undoes a success: by its handler, or by the kind itself (U3). A throw or garbage is a failure, never an escape. */
export function performUndo(performer: Performer, step: StepInstance): void {
  const { undo } = step.plan
  if (undo.by === 'handler') return callHandler(performer, step, { name: undo.handler, purpose: 'undo', attempt: step.undoAttempt, error: null, conclude: concludeUndo })
  // without transforms and secrets the log has the arguments as they were
  if (step.plan.argumentNames !== null) return undoByKind(performer, step, step.arguments ?? NO_ARGUMENTS)
  const args = originArguments(performer, step, stepContext(performer.runId, step, { attempt: step.undoAttempt, retries: step.retries }))
  if (isPromise(args)) args.then((value) => performer.act(() => undoByKind(performer, step, value))).catch((error: unknown) => performer.crash(error))
  else undoByKind(performer, step, args)
}

function undoByKind(performer: Performer, step: StepInstance, args: Arguments): void {
  if (performer.releasing !== undefined) return
  callExecutor(performer, { step, definition: step.plan.step, purpose: 'undo', arguments: args, conclude: concludeUndo })
}

export const concludeUndo: Conclusion = (recorder, { subject: step, step: definition }, outcome) => {
  if (outcome.kind === 'ok') return recorder.record('undo.succeeded', NOTHING, step)
  const handler = definition === step.plan.step ? undefined : definition
  const asked = outcome.kind === 'retry'
  const error = runError(asked ? retriesExceeded(outcome.reason) : reportOf(outcome), { step: step.path, attempt: step.undoAttempt })
  if (!mayUndoAgain(step, handler, { asked, retryable: error.retryable })) return recorder.record('undo.failed', { error }, step)
  const { backoff } = handler ? retryPolicy(handler) : step.plan.retry
  const asks = asked ? outcome.delayMs : undefined
  const delayMs = Math.max(1, asks ?? backoffDelay(backoff, step.undoAttempt - 1, recorder.ports.ids.random()))
  recorder.record('undo.retrying', { delayMs, reason: asked ? reasonOf(outcome.reason, { step: step.path, attempt: step.undoAttempt }) : error }, step)
}

/** An undo that asks for it is tried up to five times; one that fails as often as its handler's own retry says (U3). */
function mayUndoAgain(step: StepInstance, handler: Step | undefined, end: { readonly asked: boolean; readonly retryable: boolean }): boolean {
  const own = (handler ? retryPolicy(handler).max : 0) + 1
  return end.asked ? step.undoAttempt < Math.max(UNDO_ATTEMPTS, own) : end.retryable && step.undoAttempt < own
}

/** Asks the `check` handler whether an attempt in doubt took effect (H5). */
export function performCheck(performer: Performer, step: StepInstance): void {
  callHandler(performer, step, { name: step.plan.step.check ?? '', purpose: 'check', attempt: step.attempt, error: null, conclude: concludeCheck })
}

export const concludeCheck: Conclusion = (recorder, { subject: step }, outcome) => {
  const answer = outcome.kind === 'timeout' ? { did: 'unknown' as const } : checkAnswer(outcome)
  if (answer.did === 'happened') return recorder.record('step.succeeded', { value: answer.value }, step)
  const { cause, error } = step.doubt ?? { cause: 'crash' }
  recorder.record('step.interrupted', { cause, ...(error ? { error } : {}), checked: answer.did }, step)
}
