import type { Json } from '@eddy/workflow'
import { runError } from '../error/engine-error.ts'
import type { RunError } from '../error/run-error.ts'
import type { FailureReport, Outcome } from '../port/step-executor.ts'
import { messageOf } from './maybe-async.ts'

/** Whatever an executor answered, as an outcome: garbage is INVALID_RESULT, an undefined value is null. */
export function normalizeOutcome(answer: unknown): Outcome {
  if (!isOutcome(answer)) return invalid('the step answered nothing that is an outcome')
  if (answer.kind === 'fail') return isReport(answer.error) ? answer : invalid('the step failed without an error that has a code and a message')
  if (answer.kind === 'retry') return isRetry(answer) ? answer : invalid('the step asked for another attempt with a reason that is no text, or a delay that is no number')
  if (answer.kind === 'offer') return isOffer(answer) ? answer : invalid('the step offered a task without a queue, or without a lease that is a time')
  const { value }: { readonly value: unknown } = answer
  if (value === undefined) return { ...answer, value: null }
  return isRecordable(value) ? answer : invalid(`the step answered a value that is not JSON: a ${typeof value === 'number' ? String(value) : typeof value}`)
}

/** Whether it is an outcome that can be recorded as it is. */
export function isSound(answer: unknown): boolean {
  const outcome = normalizeOutcome(answer)
  return outcome === answer || outcome.kind !== 'fail'
}

export function isReport(error: unknown): error is FailureReport {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' && 'message' in error && typeof error.message === 'string'
}

function isRetry({ reason, delayMs }: { readonly reason?: unknown; readonly delayMs?: unknown }): boolean {
  return (reason === undefined || typeof reason === 'string') && (delayMs === undefined || (typeof delayMs === 'number' && Number.isFinite(delayMs) && delayMs >= 0))
}

function isOffer({ queue, leaseMs }: { readonly queue: unknown; readonly leaseMs: unknown }): boolean {
  return typeof queue === 'string' && queue !== '' && typeof leaseMs === 'number' && leaseMs > 0 && Number.isFinite(leaseMs)
}

/** Of a value as a whole; what stands inside it is not looked at, for that would cost as much as the value is large. */
function isRecordable(value: unknown): boolean {
  const type = typeof value
  return type === 'object' || type === 'string' || type === 'boolean' || (type === 'number' && Number.isFinite(value))
}

function isOutcome(answer: unknown): answer is Outcome {
  return typeof answer === 'object' && answer !== null && 'kind' in answer && isKind(answer.kind)
}

/** Spelled out: every answer of every step passes here. */
function isKind(kind: unknown): boolean {
  return kind === 'ok' || kind === 'fail' || kind === 'retry' || kind === 'halt' || kind === 'continue' || kind === 'offer'
}

function invalid(message: string): Outcome {
  return { kind: 'fail', error: { code: 'INVALID_RESULT', message, retryable: false } }
}

/** A throw is a failure like any other (section 3). */
export function thrown(error: unknown): Outcome {
  return { kind: 'fail', error: { code: 'STEP_THREW', message: messageOf(error) } }
}

/** The failure that a retry without attempts left comes to (R1). */
export function retriesExceeded(reason: string | undefined): FailureReport {
  return { code: 'RETRIES_EXCEEDED', message: reason ?? 'the step asked for another attempt, and none is left', retryable: false }
}

/** Why another attempt was asked for; null where that was not said. */
export function reasonOf(reason: string | undefined, where: { readonly step: string; readonly attempt: number }): RunError | null {
  return reason === undefined ? null : runError({ code: 'RETRY_ASKED', message: reason }, where)
}

/** What a `check` handler says of an attempt in doubt (H5). */
export type CheckAnswer = { readonly did: 'happened'; readonly value: Json } | { readonly did: 'not_happened' | 'unknown' }

/** Reads `{ happened: true, value }`, `{ happened: false }`, or the words `not_happened` and `unknown`. */
export function checkAnswer(outcome: Outcome): CheckAnswer {
  if (outcome.kind !== 'ok') return { did: 'unknown' }
  const { value } = outcome
  if (value === 'not_happened' || value === false) return { did: 'not_happened' }
  if (value === null || typeof value !== 'object' || !('happened' in value)) return { did: 'unknown' }
  if (value.happened === true) return { did: 'happened', value: ('value' in value ? value.value : null) ?? null }
  return { did: value.happened === false ? 'not_happened' : 'unknown' }
}
