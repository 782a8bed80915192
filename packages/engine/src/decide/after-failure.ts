import type { Json } from '@eddy/workflow'
import { errorClass } from '../error/error-class.ts'
import { errorJson } from '../error/error-json.ts'
import type { RunError } from '../error/run-error.ts'
import type { LogLine } from '../event/log-line.ts'
import type { BackoffPolicy } from '../plan/plan.ts'
import { backoffDelay, NO_CLASSES } from '../plan/policies.ts'
import { acceptsWork } from '../scope/accepts-work.ts'
import { mayBeginAgain } from '../scope/may-begin-again.ts'
import { fact, type Fact } from '../state/fact.ts'
import type { RunState } from '../state/run-state.ts'
import type { StepInstance } from '../state/run-tree.ts'

/** What the first matching `onError` rule says; `none` when no rule matches. Delays in milliseconds. */
export type Verdict =
  | { readonly then: 'none' | 'fail' }
  | { readonly then: 'retry'; readonly delayMs?: number }
  | { readonly then: 'continue'; readonly value: Json }
  | { readonly then: 'halt'; readonly value: Json }

/** No rule has matched. */
export const NO_VERDICT: Verdict = { then: 'none' }

export interface Failure {
  readonly error: RunError
  /** What is asked has said when it can be asked again. */
  readonly retryAfterMs?: number | undefined
  /** A failure that no handler may touch: a broken outcome, an argument that could not be resolved. */
  readonly final?: boolean
  /** It settles nothing about what this or an earlier attempt did (H5). */
  readonly inDoubt?: boolean
  readonly logs?: readonly LogLine[] | undefined
}

const IN_DOUBT = { inDoubt: true } as const

/** A failure, and what has been asked about it. */
export interface Judged extends Judgement {
  readonly failure: Failure
}

interface Judgement {
  readonly verdict: Verdict
  /** From [0, 1), for the jitter of a backoff. */
  readonly random: number
}

/**
 * What a failed attempt comes to, in the order of section 3: the matching rule, the handler, the plain retry, the failure.
 * While the run goes down nothing is tried again, but a handler still puts the step's own half-done effect right.
 */
export function afterFailure(state: RunState, step: StepInstance, judged: Judged): readonly Fact[] {
  const { failure } = judged
  if (failure.final) return [failedFact(step, failure, false)]
  const forward = acceptsWork(state, step.scope) && step.duty !== 'rerun'
  const again = forward && mayBeginAgain(state, step)
  return byRule(step, judged, { forward, again }) ?? byHandler(step, judged) ?? (again ? byRetry(state, step, judged) : undefined) ?? [failedFact(step, failure, false)]
}

function byRule(step: StepInstance, judged: Judged, { forward, again }: { readonly forward: boolean; readonly again: boolean }): readonly Fact[] | undefined {
  const { verdict, failure } = judged
  if (verdict.then === 'none') return undefined
  if (verdict.then === 'continue') return [failedFact(step, failure, true), fact('compensation.continued', { value: verdict.value, by: 'rule' }, step)]
  if (verdict.then === 'halt' && forward) return [fact('step.halted', { value: verdict.value, ...toldOf(failure) }, step)]
  if (verdict.then === 'retry' && again && retriesLeft(step)) return [retryingFact(step, judged)]
  return undefined
}

function byHandler(step: StepInstance, { failure, verdict }: Judged): readonly Fact[] | undefined {
  const handler = step.plan.step.compensate
  if (handler === undefined || verdict.then === 'fail') return undefined
  return [failedFact(step, failure, true), fact('compensation.started', { handler, error: failure.error }, step)]
}

function byRetry(state: RunState, step: StepInstance, judged: Judged): readonly Fact[] | undefined {
  const { error } = judged.failure
  if (judged.verdict.then === 'none' && error.retryable && mayRetry(step, error)) return [retryingFact(step, judged)]
  return isBeyondPivot(state) ? beyondPivot(step, judged) : undefined
}

function failedFact(step: StepInstance, failure: Failure, compensate: boolean): Fact {
  return fact('step.failed', { error: failure.error, ...(compensate ? { compensate } : {}), ...toldOf(failure) }, step)
}

function retryingFact(step: StepInstance, judged: Judged): Fact {
  const { error } = judged.failure
  const told = toldOf(judged.failure)
  const delayMs = delayOf(step, judged)
  return fact('step.retrying', { delayMs, reason: error, ...told }, step)
}

function delayOf(step: StepInstance, { verdict, random, failure: { error, retryAfterMs = 0 } }: Judged): number {
  return verdict.then === 'retry' && verdict.delayMs !== undefined ? verdict.delayMs : Math.max(retryAfterMs, backoffDelay(policyFor(step, error).backoff, step.retries, random))
}

/** What its event says beside the error. */
function toldOf({ logs, inDoubt }: Failure): { readonly logs?: readonly LogLine[]; readonly inDoubt?: true } {
  if (!logs?.length) return inDoubt ? IN_DOUBT : {}
  return inDoubt ? { logs, inDoubt } : { logs }
}

/** Whether a retry that was asked for has an attempt: after the point of no return there is no limit (U7). */
export function mayAskAgain(state: RunState, step: StepInstance): boolean {
  return isBeyondPivot(state) || retriesLeft(step)
}

/** What a failure lane does comes after the run has failed: its own failure is told, and there is no going forward. */
export function isBeyondPivot({ pivot, lane }: RunState): boolean {
  return pivot !== null && lane === null
}

/** After the point of no return failures go forward: again, or to a person (U7). */
function beyondPivot(step: StepInstance, judged: Judged): readonly Fact[] {
  const { error, inDoubt } = judged.failure
  const doubt = inDoubt ? IN_DOUBT : {}
  // what may have happened, and may not happen twice, is for a person
  if (error.retryable && (!inDoubt || step.plan.idempotent)) return [fact('step.retrying', { delayMs: Math.max(delayOf(step, judged), 1), reason: error, ...doubt }, step)]
  return [fact('step.halted', { value: { error: errorJson(error) }, error, ...doubt }, step)]
}

/** The plain retry, as the class of the error has it (R6). */
export function mayRetry(step: StepInstance, error: RunError): boolean {
  const { on } = step.plan.retry
  return (on === null || on.has(errorClass(error))) && step.retries < policyFor(step, error).max
}

export function policyFor(step: StepInstance, error: RunError): { readonly max: number; readonly backoff: BackoffPolicy } {
  const { retry } = step.plan
  return retry.classes === NO_CLASSES ? retry : retry.classes[errorClass(error)] ?? retry
}

export function retriesLeft(step: StepInstance): boolean {
  return step.retries < step.plan.retry.max
}
