import { TRPCError } from '@trpc/server'
import { getHTTPStatusCodeFromError } from '@trpc/server/http'
import { z } from 'zod'
import { databaseTrouble } from '../db/database-trouble.ts'
import { Refusal, type RefusalCode } from '../refusal.ts'
import { toTrpcError } from '../trpc/error-map.ts'
import { fieldsOf } from './fields.ts'
import type { Route } from './route.ts'

/** One fault of a request. */
export interface RequestFault {
  /** Where: `body`, `query`, `path` or `header`, with a JSON pointer from there. */
  readonly in?: 'body' | 'query' | 'path' | 'header'
  readonly path?: string
  readonly message: string
  readonly [more: string]: unknown
}

/** RFC 9457. */
export interface ProblemBody {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly instance?: string
  /** Stable, for programs. */
  readonly code: string
  /** All faults of the request at once. */
  readonly problems?: readonly RequestFault[]
  /** What goes with the code: what is stored instead, who uses it. */
  readonly details?: unknown
}

/** A refusal of the HTTP side itself, before any procedure. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'
  constructor(
    readonly status: number,
    readonly code: string,
    options: { readonly detail: string; readonly problems?: readonly RequestFault[]; readonly headers?: { readonly [name: string]: string } },
  ) {
    super(options.detail)
    this.problems = options.problems
    this.headers = options.headers ?? {}
  }
  readonly problems: readonly RequestFault[] | undefined
  readonly headers: { readonly [name: string]: string }
}

const TITLES: { readonly [status: number]: string } = { 400: 'Bad request', 401: 'Not authenticated', 403: 'Not allowed', 404: 'Not found', 405: 'Method not allowed', 406: 'Not acceptable', 409: 'Conflict', 412: 'Precondition failed', 413: 'Too large', 415: 'Unsupported media type', 422: 'Unprocessable', 428: 'Precondition required', 429: 'Too many requests', 500: 'Internal error', 502: 'Bad gateway', 503: 'Not available' }

/** Where a refusal means something else over HTTP than over tRPC. */
const STATUS: { readonly [C in RefusalCode]?: number } = { STALE_SAVE: 412, MAPPING_NEEDED: 422, SIGNER_UNKNOWN: 409, SECRET_UNREADABLE: 409, DEMO_OFF: 409 }

/** Whatever went wrong, as the answer says it. */
export function problemOf(error: unknown, route?: Route): ProblemBody {
  if (error instanceof ApiProblem) return body(error.status, error.code, { detail: error.message, ...(error.problems ? { problems: error.problems } : {}) })
  const cause = error instanceof TRPCError ? error.cause : error
  if (cause instanceof z.ZodError) return body(400, 'INVALID_REQUEST', { detail: 'The request does not fit what this address takes.', problems: cause.issues.map((issue) => faultOf(issue, route)) })
  const refusal = refusalIn(error)
  if (refusal) return refused(refusal)
  if (error instanceof TRPCError && error.code !== 'INTERNAL_SERVER_ERROR') return body(getHTTPStatusCodeFromError(error), error.code, { detail: error.message })
  return httpProblem(error)
}

function refusalIn(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error
  if (error instanceof TRPCError) return error.cause instanceof Refusal ? error.cause : databaseTrouble(error.cause)
  return databaseTrouble(error)
}

function refused({ code, message, details }: Refusal): ProblemBody {
  const mapped = toTrpcError(new Refusal(code, message))
  const status = STATUS[code] ?? (mapped instanceof TRPCError ? getHTTPStatusCodeFromError(mapped) : 409)
  // lists of details are problems of what was sent
  if (Array.isArray(details)) return body(status, code, { detail: message, problems: details as readonly RequestFault[] })
  return body(status, code, { detail: message, ...(details === undefined ? {} : { details }) })
}

/** What Fastify refuses: a body that is no JSON, too large, of another type. */
function httpProblem(error: unknown): ProblemBody {
  const { statusCode = 500, message = '' } = error as { readonly statusCode?: number; readonly message?: string }
  const status = statusCode >= 400 && statusCode < 500 ? statusCode : 500
  if (status === 500) return body(500, 'INTERNAL', { detail: 'Eddy failed at this request; its log says why.' })
  const codes: { readonly [status: number]: string } = { 400: 'INVALID_JSON', 413: 'TOO_LARGE', 415: 'NOT_JSON', 429: 'TOO_MANY_REQUESTS' }
  return body(status, codes[status] ?? 'BAD_REQUEST', { detail: message })
}

function body(status: number, code: string, more: Pick<ProblemBody, 'detail' | 'problems' | 'details'>): ProblemBody {
  return { type: `urn:eddy:problem:${code.toLowerCase()}`, title: TITLES[status] ?? 'Refused', status, code, ...more }
}

/** Where the fault stands in the request, rather than in the procedure's input. */
function faultOf({ path, message, code }: z.core.$ZodIssue, route: Route | undefined): RequestFault {
  const place = path.map(String)
  const fields = route ? fieldsOf(route) : []
  const field = fields.find((candidate) => candidate.place.split('.').every((part, index) => place[index] === part))
  const inner = field ? [field.name, ...place.slice(field.place.split('.').length)] : place
  return { in: field?.from ?? (route?.ifMatch === place.join('.') ? 'header' : 'body'), path: inner.map((part) => `/${part.replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''), message, code }
}
