import type { Problem } from '@eddy/workflow'
import { problemOf, Refusal } from '../refusal.ts'

/** A server that is spoken to over HTTP, as docs/reference/api.md has it. */
export interface Server {
  readonly url: string
  query(procedure: string, input: object): Promise<unknown>
  mutate(procedure: string, input: object): Promise<unknown>
}

const DEFAULT_URL = 'http://127.0.0.1:4400'

/** Nobody answers there, or the server is being stopped: it may be back in a moment. */
export class Unreachable extends Refusal {}

/** What the server refuses, with its code and what it says besides. */
export class ServerRefusal extends Refusal {
  constructor(
    readonly code: string,
    message: string,
    readonly details: unknown,
  ) {
    const told = problemsIn(details)
    super(message, told.length > 0 ? told : [problemOf(code, message)])
  }
}

/** The problems of a document or an input, where the server refused because of them. */
function problemsIn(details: unknown): readonly Problem[] {
  return asList(details).flatMap((one) => {
    const { code, severity, path, step, message, hint } = asObject(one) ?? {}
    if (typeof code !== 'string' || typeof message !== 'string') return []
    return [{ code, severity: severity === 'warning' ? 'warning' : 'error', path: asText(path), message, ...(typeof step === 'string' ? { step } : {}), ...(typeof hint === 'string' ? { hint } : {}) }]
  })
}

/** `--server`, else EDDY_URL, else this machine's. */
export function openServer(given: string | undefined): Server {
  const url = (given ?? process.env['EDDY_URL'] ?? DEFAULT_URL).replace(/\/+$/, '')
  if (!URL.canParse(url) || !/^https?:/.test(url)) throw new Refusal(`"${url}" is no address of a server, such as ${DEFAULT_URL}`)
  const ask = async (path: string, body?: string) => answerOf(url, await reach(url, `${url}/trpc/${path}`, body === undefined ? { headers: shownToken() } : { method: 'POST', headers: { 'content-type': 'application/json', ...shownToken() }, body }))
  return {
    url,
    query: (procedure, input) => ask(`${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`),
    mutate: (procedure, input) => ask(procedure, JSON.stringify(input)),
  }
}

/** What every request shows: the secret of a token, from EDDY_TOKEN. */
export function shownToken(): { readonly authorization?: string } {
  const token = process.env['EDDY_TOKEN']
  return token === undefined || token === '' ? {} : { authorization: `Bearer ${token}` }
}

/** Whatever the network says, as one sentence that names the server. */
export async function reach(url: string, address: string, init: RequestInit = {}): Promise<Response> {
  try {
    return await fetch(address, init)
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error)
    throw new Unreachable(`The server at ${url} does not answer: ${cause || 'the connection was refused'}. Is it started? Name another one with --server or EDDY_URL.`)
  }
}

async function answerOf(url: string, response: Response): Promise<unknown> {
  const body = asObject(await response.json().catch(() => undefined))
  if (body !== undefined && 'result' in body) return asObject(body['result'])?.['data']
  const error = asObject(body?.['error'])
  if (error === undefined) throw new Refusal(`What answers at ${url} is no Eddy server: HTTP ${response.status}.`)
  const data = asObject(error['data'])
  const eddy = asObject(data?.['eddy'])
  const code = eddy?.['code'] ?? data?.['code']
  throw new ServerRefusal(typeof code === 'string' ? code : 'UNKNOWN', sentence(error['message']), eddy?.['details'])
}

/** An input that does not fit is told as zod's list of issues. */
function sentence(message: unknown): string {
  const text = typeof message === 'string' ? message : 'The server refused without a reason.'
  try {
    const issues: unknown = JSON.parse(text)
    if (!Array.isArray(issues)) return text
    return issues.map((issue) => `${String(asObject(issue)?.['message'])} (${asList(asObject(issue)?.['path']).join('.')})`).join('; ')
  } catch {
    return text
  }
}

export function asObject(value: unknown): { readonly [key: string]: unknown } | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : undefined
}

export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

export function asText(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
