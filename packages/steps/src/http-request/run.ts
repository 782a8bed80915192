import type { Outcome, StepRequest } from '@eddy/engine'
import type { Json } from '@eddy/workflow'
import { parseDuration } from '@eddy/workflow/duration'
import { renderJson, renderText, type Rendering } from '../render.ts'
import { expressionFailure, type KindServices, type RunKind } from '../run-kind.ts'
import { httpRequestConfig } from './contract.ts'

const MAX_BYTES = 5_000_000
const MAX_REDIRECTS = 5
const TOLD_OF_A_BODY = 2000
const RETRYABLE: ReadonlySet<number> = new Set([408, 425, 429])

interface Prepared {
  readonly method: string
  readonly url: URL
  readonly headers: { readonly [name: string]: string }
  readonly body: string | undefined
  readonly expectStatus: readonly number[] | undefined
  readonly responseType: 'auto' | 'json' | 'text'
  readonly timeoutMs: number | undefined
}

export const runHttpRequest: RunKind = async (request, services) => {
  let prepared: Prepared | Outcome
  try {
    prepared = await prepare(request, { evaluator: services.evaluator, arguments: request.arguments, context: request.context })
  } catch (error) {
    return expressionFailure(error)
  }
  return 'kind' in prepared ? prepared : send(request, prepared, services)
}

async function prepare(request: StepRequest, rendering: Rendering): Promise<Prepared | Outcome> {
  const config = httpRequestConfig.parse(request.step.config ?? {})
  const text = await renderText(config.url, rendering)
  if (!URL.canParse(text)) return failure('BAD_URL', `"${text}" is not a URL`, { retryable: false })
  const headers = await Promise.all(Object.entries(config.headers ?? {}).map(async ([name, value]) => [name.toLowerCase(), await renderText(value, rendering)] as const))
  const body = config.body === undefined ? undefined : await renderJson(config.body as Json, rendering)
  return {
    method: config.method ?? 'GET',
    url: new URL(text),
    headers: { 'idempotency-key': request.idempotencyKey, ...(body !== undefined && typeof body !== 'string' ? { 'content-type': 'application/json' } : {}), ...Object.fromEntries(headers) },
    body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
    expectStatus: config.expectStatus,
    responseType: config.responseType ?? 'auto',
    timeoutMs: config.timeout === undefined ? undefined : parseDuration(config.timeout),
  }
}

async function send(request: StepRequest, prepared: Prepared, services: KindServices): Promise<Outcome> {
  const controller = new AbortController()
  const abort = () => controller.abort(new Error('aborted'))
  const timer = prepared.timeoutMs === undefined ? undefined : setTimeout(() => controller.abort(new Error('timeout')), prepared.timeoutMs)
  request.signal.addEventListener('abort', abort)
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
async function follow(prepared: Prepared, services: KindServices, signal: AbortSignal): Promise<Outcome> {
  let { url, method, body } = prepared
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    const refused = refuseHost(url, services)
    if (refused) return refused
    const response = await fetch(url, { method, headers: prepared.headers, body: body ?? null, redirect: 'manual', signal })
    const location = response.headers.get('location')
    if (response.status < 300 || response.status >= 400 || location === null || prepared.expectStatus?.includes(response.status)) return read(prepared, response)
    await response.body?.cancel()
    url = new URL(location, url)
    if (response.status === 303) ({ method, body } = { method: 'GET', body: undefined })
  }
  return failure('HTTP_REDIRECTS', `${prepared.url.href} redirects more than ${MAX_REDIRECTS} times`, { retryable: false })
}

function refuseHost(url: URL, { allowedHosts }: KindServices): Outcome | undefined {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return failure('BAD_URL', `${url.protocol} is not a protocol that can be called; use http: or https:`, { retryable: false })
  const host = `${url.hostname}:${url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port}`
  if (allowedHosts.has(host)) return undefined
  return failure('HOST_NOT_ALLOWED', `${host} is not on the list of allowed hosts; add it to EDDY_ALLOWED_HOSTS (or --allow-host on the command line)`, { retryable: false })
}

async function read(prepared: Prepared, response: Response): Promise<Outcome> {
  const bytes = await readBounded(response)
  if (bytes === undefined) return failure('HTTP_TOO_LARGE', `the response of ${prepared.url.href} is larger than ${MAX_BYTES} bytes`, { retryable: false })
  const text = new TextDecoder().decode(bytes)
  const { status } = response
  const expected = prepared.expectStatus ? prepared.expectStatus.includes(status) : response.ok
  if (!expected) {
    return failure(`HTTP_${status}`, `${prepared.method} ${prepared.url.href} answered ${status}${reason(text)}`, { retryable: RETRYABLE.has(status) || status >= 500, details: { status, body: text.slice(0, TOLD_OF_A_BODY) } })
  }
  const body = parseBody(prepared, response, text)
  return body === undefined
    ? failure('HTTP_BAD_JSON', `the response of ${prepared.url.href} is not JSON`, { retryable: false, details: { status, body: text.slice(0, TOLD_OF_A_BODY) } })
    : { kind: 'ok', value: { status, headers: Object.fromEntries(response.headers), body } }
}

async function readBounded(response: Response): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength
    if (size > MAX_BYTES) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function parseBody(prepared: Prepared, response: Response, text: string): Json | undefined {
  const json = prepared.responseType === 'json' || (prepared.responseType === 'auto' && /\bjson\b/.test(response.headers.get('content-type') ?? ''))
  if (!json) return text === '' ? null : text
  if (text === '') return null
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}

/** What the service itself says is wrong, where it says so in the usual ways. */
function reason(text: string): string {
  try {
    const body: unknown = JSON.parse(text)
    if (typeof body !== 'object' || body === null) return ''
    const { error, message, detail } = body as { error?: unknown; message?: unknown; detail?: unknown }
    const said = [message, detail, error].find((part) => typeof part === 'string')
    return said === undefined ? '' : `: ${String(said).slice(0, 300)}`
  } catch {
    return ''
  }
}

function connectionFailure(prepared: Prepared, error: unknown, signal: AbortSignal): Outcome {
  if (signal.aborted && signal.reason instanceof Error && signal.reason.message === 'timeout') return failure('HTTP_TIMEOUT', `${prepared.method} ${prepared.url.href} took longer than ${prepared.timeoutMs} ms`, {})
  if (signal.aborted) return failure('CANCELLED', `${prepared.method} ${prepared.url.href} was given up because the run no longer wants its result`, {})
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : error instanceof Error ? error.message : String(error)
  return failure('HTTP_UNREACHABLE', `${prepared.url.host} could not be reached: ${cause}`, {})
}

function failure(code: string, message: string, more: { readonly retryable?: boolean; readonly details?: Json }): Outcome {
  return { kind: 'fail', error: { code, message, ...more } }
}
