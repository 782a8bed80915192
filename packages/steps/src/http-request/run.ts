import type { Outcome, StepRequest } from '@eddy/engine'
import { expressionFailure, type KindServices, type RunKind } from '../run-kind.ts'
import { httpFailure, shown } from './http-failure.ts'
import { prepareRequest, type PreparedRequest } from './prepare-request.ts'
import { readResponse } from './read-response.ts'
import { refuseHost } from './refuse-host.ts'

const MAX_REDIRECTS = 5
/** Meant for the first host alone. */
const PRIVATE_HEADERS = ['authorization', 'proxy-authorization', 'cookie']
const TIMED_OUT = 'timeout'
/** Methods that change nothing: breaking them off leaves nothing behind. */
const READING: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])

export const runHttpRequest: RunKind = async (request, services) => {
  let prepared: PreparedRequest | Outcome
  try {
    prepared = await prepareRequest(request, { evaluator: services.evaluator, arguments: request.arguments, context: request.context })
  } catch (error) {
    return expressionFailure(error)
  }
  return 'kind' in prepared ? prepared : send(request, prepared, services)
}

async function send(request: StepRequest, prepared: PreparedRequest, services: KindServices): Promise<Outcome> {
  // the run's signal is not one of the platform's, so it is passed on by hand
  const controller = new AbortController()
  const abort = () => controller.abort('unwanted')
  const timer = prepared.timeoutMs === undefined ? undefined : setTimeout(() => controller.abort(TIMED_OUT), prepared.timeoutMs)
  // what has been sent may have its effect although nobody hears of it: only an answer tells whether there is something to undo
  if (READING.has(prepared.method)) request.signal.addEventListener('abort', abort)
  if (request.signal.aborted) abort()
  try {
    return await follow(prepared, services, controller.signal)
  } catch (error) {
    return connectionFailure(prepared, error, controller.signal)
  } finally {
    clearTimeout(timer)
    request.signal.removeEventListener('abort', abort)
  }
}

/** Follows redirects by hand: each stop must be allowed by itself. */
async function follow(prepared: PreparedRequest, { allowedHosts }: KindServices, signal: AbortSignal): Promise<Outcome> {
  let at = prepared
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    const refused = refuseHost(at.url, allowedHosts)
    if (refused) return refused
    const response = await fetch(at.url, { method: at.method, headers: at.headers, body: at.body, redirect: 'manual', signal })
    const location = redirectOf(response, prepared)
    if (location === undefined) return await readResponse(at, response)
    await response.body?.cancel()
    if (!URL.canParse(location, at.url.href)) return httpFailure('BAD_URL', `${shown(at.url)} redirects to something that is not a URL`, { retryable: false })
    at = redirected(at, new URL(location, at.url), response.status)
  }
  return httpFailure('HTTP_REDIRECTS', `${shown(prepared.url)} redirects more than ${MAX_REDIRECTS} times`, { retryable: false })
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

function connectionFailure({ method, url, timeoutMs }: PreparedRequest, error: unknown, signal: AbortSignal): Outcome {
  if (signal.aborted && signal.reason === TIMED_OUT) return httpFailure('HTTP_TIMEOUT', `${method} ${shown(url)} took longer than ${timeoutMs} ms`)
  if (signal.aborted) return httpFailure('CANCELLED', `${method} ${shown(url)} was given up because the run no longer wants its result`)
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  return httpFailure('HTTP_UNREACHABLE', `${url.host} could not be reached: ${cause instanceof Error ? cause.message || cause.name : String(cause)}`, { retryable: true })
}
