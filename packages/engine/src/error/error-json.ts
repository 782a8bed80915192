import type { Json } from '@eddy/workflow'
import type { RunError } from './run-error.ts'

/** An error as expressions, handlers and results see it: plain JSON, absent fields absent. */
export function errorJson(error: RunError): { readonly [key: string]: Json } {
  const { code, message, step, attempt, retryable, cause, details } = error
  return {
    code,
    message,
    ...(step === undefined ? {} : { step }),
    ...(attempt === undefined ? {} : { attempt }),
    retryable,
    ...(cause ? { cause: errorJson(cause) } : {}),
    ...(details === undefined ? {} : { details }),
  }
}
