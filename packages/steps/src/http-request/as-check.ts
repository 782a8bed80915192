import type { Outcome } from '@eddy/engine'
import type { Json } from '@eddy/workflow'

const NOT_THERE: ReadonlySet<string> = new Set(['HTTP_404', 'HTTP_410'])

/**
 * What a request says that was made to find out whether an attempt in doubt took effect: what it made is there, as the response to
 * the attempt would have told it, or is not there. A list, a text or nothing says neither, unless the service says `happened` itself.
 */
export function asCheck(outcome: Outcome): Outcome {
  if (outcome.kind === 'fail') return NOT_THERE.has(outcome.error.code) ? { kind: 'ok', value: { happened: false } } : outcome
  if (outcome.kind !== 'ok') return outcome
  const body = bodyOf(outcome.value)
  if (body === undefined) return { ...outcome, value: 'unknown' }
  return { ...outcome, value: typeof body['happened'] === 'boolean' ? body : { happened: true, value: outcome.value } }
}

/** Only of a body that is an object. */
function bodyOf(value: Json): { readonly [key: string]: Json } | undefined {
  if (!isObject(value)) return undefined
  const body = value['body'] ?? null
  return isObject(body) ? body : undefined
}

function isObject(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
