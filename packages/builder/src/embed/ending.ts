import type { Outcome } from '@eddy/engine'
import { plainJson } from '../json/plain-json.ts'

/** How a step of one's own ends when not simply with a value. Made by `ok`, `retry`, `halt` and `fail`, and returned. */
export class Ending {
  constructor(readonly outcome: Outcome) {}
}

/** The step has succeeded; the same as to return the value. */
export function ok(value: unknown): Ending {
  return new Ending({ kind: 'ok', value: plainJson(value) })
}

/** The step asks for another attempt, after `delayMs` if given. It fails with RETRIES_EXCEEDED when none is left. */
export function retry(reason?: string, delayMs?: number): Ending {
  return new Ending({ kind: 'retry', ...(reason === undefined ? {} : { reason }), ...(delayMs === undefined ? {} : { delayMs }) })
}

/** The run stops here, with its steps done and this value, until it is resumed. */
export function halt(value: unknown): Ending {
  return new Ending({ kind: 'halt', value: plainJson(value) })
}

/** A handler for `compensate` has put things right: the run goes on with this value for the step. */
export function continueWith(value: unknown): Ending {
  return new Ending({ kind: 'continue', value: plainJson(value) })
}

export interface FailureOptions {
  /** Upper snake case; default `STEP_FAILED`. */
  readonly code?: string
  /** Default true: as often as the step's `retry` says. */
  readonly retryable?: boolean
  readonly details?: unknown
}

/** The step has failed; the same as to throw, with a code of one's own. */
export function fail(reason: string, { code = 'STEP_FAILED', retryable, details }: FailureOptions = {}): Ending {
  const error = { code, message: reason, ...(retryable === undefined ? {} : { retryable }), ...(details === undefined ? {} : { details: plainJson(details) }) }
  return new Ending({ kind: 'fail', error })
}
