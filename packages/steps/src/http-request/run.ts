import type { FailureReport, Outcome, StepRequest } from '@eddy/engine'
import { expressionFailure, type KindServices, type RunKind } from '../run-kind.ts'
import { asCheck } from './as-check.ts'
import { httpFailure, shown } from './http-failure.ts'
import { prepareRequest, type PreparedRequest } from './prepare-request.ts'
import { readResponse } from './read-response.ts'
import { refuseHost } from './refuse-host.ts'
import { throughGates } from './through-gates.ts'
import { effectOf, READING, watchSending, type Trip } from './sending.ts'

const MAX_REDIRECTS = 5
/** Meant for the first host alone. */
const PRIVATE_HEADERS = ['authorization', 'proxy-authorization', 'cookie']
const TIMED_OUT = 'timeout'

interface Underway {
  readonly signal: AbortSignal
  readonly trip: Trip
}

export const runHttpRequest: RunKind = async (request, services) => {
  let prepared: PreparedRequest | Outcome
  try {
    prepared = await prepareRequest(request, { evaluator: services.evaluator, arguments: request.arguments, context: request.context })
  } catch (error) {
    return withEffect(expressionFailure(error), 'untried')
  }
  if ('kind' in prepared) return withEffect(prepared, 'untried')
  // what the author says goes first
  for (const [name, value] of Object.entries(services.traceHeaders?.(request) ?? {})) if (!prepared.headers.has(name)) prepared.headers.set(name, value)
  const outcome = await throughGates(request, prepared, { gates: services.gates, send: () => send(request, prepared, services) })
  return request.purpose === 'check' ? asCheck(outcome) : outcome
}

async function send(request: StepRequest, prepared: PreparedRequest, services: KindServices): Promise<Outcome> {
  // the run's signal is not one of the platform's, so it is passed on by hand
  const controller = new AbortController()
  const abort = () => controller.abort('unwanted')
  const timer = prepared.timeoutMs === undefined ? undefined : setTimeout(() => controller.abort(TIMED_OUT), prepared.timeoutMs)
  // what has been sent may have its effect although nobody hears of it: only an answer tells whether there is something to undo
  if (READING.has(prepared.method)) request.signal.addEventListener('abort', abort)
  if (request.signal.aborted) abort()
  const underway: Underway = { signal: controller.signal, trip: { method: prepared.method, sent: false, acted: false } }
  try {
    return await follow(prepared, services, underway)
  } catch (error) {
    return connectionFailure(prepared, error, underway)
  } finally {
    clearTimeout(timer)
    request.signal.removeEventListener('abort', abort)
  }
}

/** Follows redirects by hand: each stop must be allowed by itself. */
async function follow(prepared: PreparedRequest, { allowedHosts }: KindServices, { signal, trip }: Underway): Promise<Outcome> {
  let at = prepared
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    const refused = refuseHost(at.url, allowedHosts)
    if (refused) return withEffect(refused, effectOf(trip))
    const response = await watchSending(trip, () => fetch(at.url, { method: at.method, headers: at.headers, body: at.body, redirect: 'manual', signal }))
    const location = redirectOf(response, prepared)
    if (location === undefined) return withEffect(await readResponse(at, response), trip.acted ? 'unknown' : undefined)
    await response.body?.cancel()
    const next = URL.canParse(location, at.url.href) ? redirected(at, new URL(location, at.url), response.status) : undefined
    trip.acted ||= !READING.has(at.method) && (next === undefined || next.method !== at.method)
    // it was answered, and what it was redirected to has not been asked yet
    trip.sent = false
    if (next === undefined) return withEffect(httpFailure('BAD_URL', `${shown(at.url)} redirects to something that is not a URL`, { retryable: false }), effectOf(trip))
    at = next
  }
  return withEffect(httpFailure('HTTP_REDIRECTS', `${shown(prepared.url)} redirects more than ${MAX_REDIRECTS} times`, { retryable: false }), effectOf(trip))
}

function redirectOf(response: Response, { expectStatus }: PreparedRequest): string | undefined {
  const { status } = response
  if (status < 301 || status > 308 || expectStatus?.includes(status)) return undefined
  return response.headers.get('location') ?? undefined
}

function redirected(from: PreparedRequest, url: URL, status: number): PreparedRequest {
  const headers = new Headers(from.headers)
  if (url.origin !== from.url.origin) for (const name of PRIVATE_HEADERS) headers.delete(name)
  const asGet = (status === 303 && from.method !== 'HEAD') || (status < 303 && from.method === 'POST')
  if (!asGet) return { ...from, url, headers }
  headers.delete('content-type')
  return { ...from, url, headers, method: 'GET', body: null }
}

function connectionFailure({ method, url, timeoutMs }: PreparedRequest, error: unknown, { signal, trip }: Underway): Outcome {
  const what = `${method} ${shown(url)}`
  const effect = effectOf(trip)
  const doubt = effect === 'unknown' ? '; it had been sent, so that nobody here knows whether it took effect' : ''
  if (signal.aborted && signal.reason === TIMED_OUT) return withEffect(httpFailure('HTTP_TIMEOUT', `${what} took longer than ${timeoutMs} ms${doubt}`), effect)
  if (signal.aborted) return withEffect(httpFailure('CANCELLED', `${what} was given up because the run no longer wants its result`), effect)
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const why = cause instanceof Error ? cause.message || cause.name : String(cause)
  if (trip.sent) return withEffect(httpFailure('HTTP_LOST', `the connection to ${url.host} was lost before ${what} was answered (${why})${doubt}`, { retryable: true }), effect)
  return withEffect(httpFailure('HTTP_UNREACHABLE', `${url.host} could not be reached: ${why}${doubt}`, { retryable: true }), effect)
}

/** What a failure says of the effect, beside what it says already. */
function withEffect(outcome: Outcome, effect: FailureReport['effect']): Outcome {
  return outcome.kind !== 'fail' || effect === undefined ? outcome : { ...outcome, error: { ...outcome.error, effect } }
}
