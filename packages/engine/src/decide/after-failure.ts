import type { Json } from '@eddy/workflow'
import { errorJson } from '../error/error-json.ts'
import type { RunError } from '../error/run-error.ts'
import type { Fact, LogLine } from '../event/event.ts'
import { backoffDelay } from '../plan/policies.ts'
import { acceptsWork } from '../scope/settle-step.ts'
import { fact } from '../state/due.ts'
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
  const { error, verdict } = failure
  const logs = failure.logs?.length ? { logs: failure.logs } : {}
  const forward = acceptsWork(state, step.scope) && step.duty !== 'rerun'
  const failed = fact('step.failed', { error, ...logs }, step)
  const delayMs = verdict.then === 'retry' && verdict.delayMs !== undefined ? verdict.delayMs : backoffDelay(step.plan.retry.backoff, step.retries, failure.random)
  const retrying = () => [fact('step.retrying', { delayMs, reason: error, ...logs }, step)]
  if (failure.final) return [failed]
  if (verdict.then === 'continue') return [fact('step.failed', { error, compensate: true, ...logs }, step), fact('compensation.continued', { value: verdict.value, by: 'rule' }, step)]
  if (verdict.then === 'halt' && forward) return [fact('step.halted', { value: verdict.value, ...logs }, step)]
  if (verdict.then === 'retry' && forward && retriesLeft(step)) return retrying()
  const handler = step.plan.step.compensate
  if (handler !== undefined && verdict.then !== 'fail') return [fact('step.failed', { error, compensate: true, ...logs }, step), fact('compensation.started', { handler, error }, step)]
  if (forward && verdict.then === 'none' && error.retryable && retriesLeft(step)) return retrying()
  if (forward && state.pivot !== null) return beyondPivot(step, error, delayMs)
  return [failed]
}

/** After the point of no return failures go forward: again, or to a person (U7). */
function beyondPivot(step: StepInstance, error: RunError, delayMs: number): readonly Fact[] {
  if (error.retryable) return [fact('step.retrying', { delayMs: Math.max(delayMs, 1), reason: error }, step)]
  return [fact('step.halted', { value: { error: errorJson(error) } }, step)]
}

export function retriesLeft(step: StepInstance): boolean {
  return step.retries < step.plan.retry.max
}
