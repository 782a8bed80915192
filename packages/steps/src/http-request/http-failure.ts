import type { FailureReport, Outcome } from '@eddy/engine'

/** A request that did not do what it should. */
export function httpFailure(code: string, message: string, more: Pick<FailureReport, 'retryable' | 'details' | 'retryAfterMs' | 'effect'> = {}): Outcome {
  return { kind: 'fail', error: { code, message, ...more } }
}

/** An address as messages may show it: query and credentials can hold secrets. */
export function shown(url: URL): string {
  return `${url.origin}${url.pathname}`
}
