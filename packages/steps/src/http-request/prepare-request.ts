import type { Outcome, StepRequest } from '@eddy/engine'
import type { Json } from '@eddy/workflow'
import { parseDuration } from '@eddy/workflow/duration'
import { z } from 'zod'
import { renderJson, renderText, type Rendering } from '../template/render-template.ts'
import { httpRequestConfig } from './contract.ts'
import { httpFailure } from './http-failure.ts'
import type { HostGates } from './host-gates.ts'

/** A request as it will be sent. */
export interface PreparedRequest {
  readonly method: string
  readonly url: URL
  readonly headers: Headers
  readonly body: string | null
  readonly expectStatus: readonly number[] | undefined
  readonly responseType: 'auto' | 'json' | 'text'
  readonly timeoutMs: number | undefined
  readonly gates: HostGates
}

type Config = z.infer<typeof httpRequestConfig>

/** Fills in the configuration's `{{ }}`; a failure when what comes out cannot be sent. Throws where an expression does. */
export async function prepareRequest(request: StepRequest, rendering: Rendering): Promise<PreparedRequest | Outcome> {
  const read = httpRequestConfig.safeParse(request.step.config ?? {})
  if (!read.success) return httpFailure('INVALID_CONFIG', `the configuration of the request is not valid: ${z.prettifyError(read.error)}`, { retryable: false })
  const { url: template, headers: configured = {}, body: configuredBody, method = 'GET', responseType = 'auto', ...rest } = read.data
  const url = addressOf(await renderText(template, rendering))
  // its rendered form may hold a secret
  if (!url) return httpFailure('BAD_URL', `the url "${template}" gives nothing that can be called with these arguments; it must be an http: or https: address without user and password`, { retryable: false })
  const body = configuredBody === undefined ? undefined : await renderJson(configuredBody, rendering)
  if (body !== undefined && (method === 'GET' || method === 'HEAD')) return httpFailure('INVALID_CONFIG', `a ${method} request cannot have a body; remove the body or choose another method`, { retryable: false })
  const headers = await headersOf(configured, rendering, startingHeaders(request, body))
  if (typeof headers === 'string') return httpFailure('BAD_HEADER', `the header "${headers}" has a name or a value that HTTP does not allow`, { retryable: false })
  return { method, url, headers, body: bodyText(body), expectStatus: rest.expectStatus, responseType, timeoutMs: limitOf(rest), gates: gatesOf(rest) }
}

function bodyText(body: Json | undefined): string | null {
  if (body === undefined) return null
  return typeof body === 'string' ? body : JSON.stringify(body)
}

function gatesOf({ rate, breaker }: Pick<Config, 'rate' | 'breaker'>): HostGates {
  return { ...(rate ? { rate: defined(rate) } : {}), ...(breaker ? { breaker: defined(breaker) } : {}) }
}

function defined(settings: { readonly [name: string]: Json | undefined }): { readonly [name: string]: Json } {
  return Object.fromEntries(Object.entries(settings).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
}

function limitOf({ timeout }: Pick<Config, 'timeout'>): number | undefined {
  return timeout === undefined ? undefined : parseDuration(timeout)
}

function addressOf(text: string): URL | undefined {
  if (!URL.canParse(text)) return undefined
  const url = new URL(text)
  const callable = (url.protocol === 'http:' || url.protocol === 'https:') && url.username === '' && url.password === ''
  return callable ? url : undefined
}

function startingHeaders({ idempotencyKey }: StepRequest, body: Json | undefined): Headers {
  const headers = new Headers({ 'idempotency-key': idempotencyKey })
  if (body !== undefined) headers.set('content-type', typeof body === 'string' ? 'text/plain;charset=UTF-8' : 'application/json')
  return headers
}

/** The author's headers over those to begin with, or the name of one that is not valid. */
async function headersOf(configured: { readonly [name: string]: string }, rendering: Rendering, headers: Headers): Promise<Headers | string> {
  for (const [name, template] of Object.entries(configured)) {
    const value = await renderText(template, rendering)
    try {
      headers.set(name, value)
    } catch {
      return name
    }
  }
  return headers
}
