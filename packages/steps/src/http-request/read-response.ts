import type { Outcome } from '@eddy/engine'
import type { Json } from '@eddy/workflow'
import { MAX_DEPTH } from '../evaluator/plain-json.ts'
import { outsideJson } from '../outside-json.ts'
import { httpFailure, shown } from './http-failure.ts'
import type { PreparedRequest } from './prepare-request.ts'
import { READING } from './sending.ts'

const MAX_BYTES = 5 * 1024 * 1024
/** As much of an unexpected answer goes into the error. */
const TOLD_OF_A_BODY = 2_000
const RETRYABLE: ReadonlySet<number> = new Set([408, 425, 429])

/** The response as the step's outcome. */
export async function readResponse(request: PreparedRequest, response: Response): Promise<Outcome> {
  const { status } = response
  const expected = request.expectStatus ? request.expectStatus.includes(status) : response.ok
  // the status is the answer, whatever becomes of its body
  if (!expected) return unexpected(request, response, (await boundedText(response).catch(() => '')) ?? '')
  const text = await boundedText(response)
  if (text === undefined) return httpFailure('HTTP_TOO_LARGE', `the response of ${shown(request.url)} is larger than 5 MB`, { retryable: false, ...done(request) })
  const body = bodyOf(request, response, text)
  if (body === undefined) return httpFailure('HTTP_BAD_JSON', `the response of ${shown(request.url)} is not JSON, or is nested deeper than ${MAX_DEPTH} levels`, { retryable: false, details: { status, body: text.slice(0, TOLD_OF_A_BODY) }, ...done(request) })
  return { kind: 'ok', value: { status, headers: Object.fromEntries(response.headers), body } }
}

/** It was answered as a success, whose value cannot be read: no failure to be forgotten. */
function done({ method }: PreparedRequest): { readonly effect?: 'unknown' } {
  return READING.has(method) ? {} : { effect: 'unknown' }
}

function unexpected(request: PreparedRequest, response: Response, text: string): Outcome {
  const { status } = response
  const short = text.slice(0, TOLD_OF_A_BODY)
  const body = saysJson(response) && short.length === text.length ? (parseJson(text) ?? short) : short
  const message = `${request.method} ${shown(request.url)} answered ${status}${reasonIn(body)}`
  return httpFailure(`HTTP_${status}`, message, { retryable: RETRYABLE.has(status) || status >= 500, details: { status, body }, ...retryAfter(response) })
}

const LONGEST_RETRY_AFTER_MS = 3_600_000

/** When the server wants to be asked again: seconds, or a date. An hour at most, so that no server parks a run. */
function retryAfter(response: Response): { readonly retryAfterMs?: number } {
  const header = response.headers.get('retry-after')
  if (header === null) return {}
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - saidAt(response)
  return Number.isFinite(ms) && ms > 0 ? { retryAfterMs: Math.min(ms, LONGEST_RETRY_AFTER_MS) } : {}
}

/** The time by the clock that has named when to ask again; that of this machine may be an hour off. */
function saidAt(response: Response): number {
  const said = Date.parse(response.headers.get('date') ?? '')
  return Number.isNaN(said) ? Date.now() : said
}

async function boundedText(response: Response): Promise<string | undefined> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength
    if (size > MAX_BYTES) return undefined
    chunks.push(chunk)
  }
  return new TextDecoder().decode(Buffer.concat(chunks))
}

/** Undefined when it should be JSON and is not. */
function bodyOf({ responseType }: PreparedRequest, response: Response, text: string): Json | undefined {
  if (text === '') return null
  return responseType === 'json' || (responseType === 'auto' && saysJson(response)) ? parseJson(text) : text
}

function saysJson(response: Response): boolean {
  return /^[^;]*[/+]json\b/i.test(response.headers.get('content-type') ?? '')
}

function parseJson(text: string): Json | undefined {
  try {
    return outsideJson(text)
  } catch {
    return undefined
  }
}

/** What the service itself says is wrong, where it says so in one of the usual ways. */
function reasonIn(body: Json): string {
  if (typeof body !== 'object' || body === null) return ''
  for (const key of ['message', 'detail', 'error']) {
    const said: unknown = Object.hasOwn(body, key) ? Object.getOwnPropertyDescriptor(body, key)?.value : undefined
    if (typeof said === 'string') return `: ${said.slice(0, 300)}`
  }
  return ''
}
