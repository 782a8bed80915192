import type { Json } from '@eddy/workflow'
import { errorClass } from '../error/error-class.ts'
import { errorJson } from '../error/error-json.ts'
import type { RunError } from '../error/run-error.ts'
import type { LogLine } from '../event/event.ts'
import type { BackoffPolicy } from '../plan/plan.ts'
import { backoffDelay } from '../plan/policies.ts'
import { acceptsWork } from '../scope/accepts-work.ts'
import { fact, type Fact } from '../state/fact.ts'
import type { RunState } from '../state/run-state.ts'
import type { StepInstance } from '../state/step-instance.ts'

/** What the first matching `onError` rule says; `none` when no rule matches. Delays in milliseconds. */
export type Verdict =
  | { readonly then: 'none' | 'fail' }
  | { readonly then: 'retry'; readonly delayMs?: number }
  | { readonly then: 'continue'; readonly value: Json }
  | { readonly then: 'halt'; readonly value: Json }

export interface Failure {
  readonly error: RunError
  readonly verdict: Verdict
  /** What is asked has said when it can be asked again. */
  readonly retryAfterMs?: number
  /** From [0, 1), for the jitter of a backoff. */
  readonly random: number
  /** A failure that no handler may touch: a broken outcome, an argument that could not be resolved. */
  readonly final?: boolean
  readonly logs?: readonly LogLine[]
}

/**
 * What a failed attempt comes to, in the order of section 3: the matching rule, the handler, the plain retry, the failure.
 * While the run goes down nothing is tried again, but a handler still puts the step's own half-done effect right.
 */
export function afterFailure(state: RunState, step: StepInstance, failure: Failure): readonly Fact[] {
  if (failure.final) return [failedFact(step, failure, false)]
  const forward = acceptsWork(state, step.scope) && step.duty !== 'rerun'
  return byRule(step, failure, forward) ?? byHandler(step, failure) ?? (forward ? byRetry(state, step, failure) : undefined) ?? [failedFact(step, failure, false)]
}

function byRule(step: StepInstance, failure: Failure, forward: boolean): readonly Fact[] | undefined {
  const { verdict } = failure
  if (verdict.then === 'continue') return [failedFact(step, failure, true), fact('compensation.continued', { value: verdict.value, by: 'rule' }, step)]
  if (verdict.then === 'halt' && forward) return [fact('step.halted', { value: verdict.value, ...logsOf(failure) }, step)]
  if (verdict.then === 'retry' && forward && retriesLeft(step)) return [retryingFact(step, failure)]
  return undefined
}

function byHandler(step: StepInstance, failure: Failure): readonly Fact[] | undefined {
  const handler = step.plan.step.compensate
  if (handler === undefined || failure.verdict.then === 'fail') return undefined
  return [failedFact(step, failure, true), fact('compensation.started', { handler, error: failure.error }, step)]
}

function byRetry(state: RunState, step: StepInstance, failure: Failure): readonly Fact[] | undefined {
  const { error, verdict } = failure
  if (verdict.then === 'none' && error.retryable && mayRetry(step, error)) return [retryingFact(step, failure)]
  return state.pivot === null ? undefined : beyondPivot(step, error, delayOf(step, failure))
}

function failedFact(step: StepInstance, failure: Failure, compensate: boolean): Fact {
  return fact('step.failed', { error: failure.error, ...(compensate ? { compensate } : {}), ...logsOf(failure) }, step)
}

function retryingFact(step: StepInstance, failure: Failure): Fact {
  return fact('step.retrying', { delayMs: delayOf(step, failure), reason: failure.error, ...logsOf(failure) }, step)
}

function delayOf(step: StepInstance, { verdict, random, error, retryAfterMs = 0 }: Failure): number {
  return verdict.then === 'retry' && verdict.delayMs !== undefined ? verdict.delayMs : Math.max(retryAfterMs, backoffDelay(policyFor(step, error).backoff, step.retries, random))
}

function logsOf({ logs }: Failure): { readonly logs?: readonly LogLine[] } {
  return logs?.length ? { logs } : {}
}

/** After the point of no return failures go forward: again, or to a person (U7). */
function beyondPivot(step: StepInstance, error: RunError, delayMs: number): readonly Fact[] {
  if (error.retryable) return [fact('step.retrying', { delayMs: Math.max(delayMs, 1), reason: error }, step)]
  return [fact('step.halted', { value: { error: errorJson(error) } }, step)]
}

/** The plain retry, as the class of the error has it (R6). */
function mayRetry(step: StepInstance, error: RunError): boolean {
  const { on } = step.plan.retry
  return (on === null || on.has(errorClass(error))) && step.retries < policyFor(step, error).max
}

function policyFor(step: StepInstance, error: RunError): { readonly max: number; readonly backoff: BackoffPolicy } {
  const { retry } = step.plan
  return retry.classes[errorClass(error)] ?? retry
}

export function retriesLeft(step: StepInstance): boolean {
  return step.retries < step.plan.retry.max
}
