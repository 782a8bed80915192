import type { FastifyReply, FastifyRequest } from 'fastify'
import { writeCursor } from '../keyset-cursor.ts'
import { traceContextOf } from '../trace/trace-context.ts'
import type { Context } from '../trpc/context.ts'
import type { Answer } from './answer.ts'
import type { Caller } from './authorise.ts'
import { sendStream } from './event-stream.ts'
import { givePage } from './give-page.ts'
import type { KeptAnswers } from './idempotency.ts'
import { ApiProblem } from './problem.ts'
import { callProcedure, procedureOf } from './procedure-of.ts'
import { cursorIn, listAt, readInput } from './read-input.ts'
import type { Route } from './route.ts'

export const BASE = '/api/v1'

export interface Serving {
  readonly context: Context
  readonly answers: KeptAnswers
  readonly caller: Caller
  /** Rejects where the caller may no longer do what was allowed. */
  readonly permitted: () => Promise<unknown>
  readonly pingMs: number
}

/** Answers one request to a route; what it refuses is thrown. */
export async function serveRoute(request: FastifyRequest, reply: FastifyReply, { route, serving }: { readonly route: Route; readonly serving: Serving }): Promise<unknown> {
  if (route.stream && (wantsStream(request) || procedureOf(route.procedure).type === 'subscription')) {
    if (!wantsStream(request)) throw new ApiProblem(406, 'STREAM_ONLY', { detail: 'This address is an event stream: ask for it with Accept: text/event-stream.' })
    const { context, permitted, pingMs } = serving
    return sendStream(request, reply, { stream: route.stream, context, permitted, pingMs, input: readInput(request, { route, caller: undefined }) })
  }
  const answer = await keyed(request, route, serving)
  if (request.method === 'GET' && answer.headers['etag'] !== undefined && request.headers['if-none-match'] === answer.headers['etag']) return reply.code(304).header('etag', answer.headers['etag']).send()
  return reply.code(answer.status).headers(answer.headers).send(answer.body)
}

function wantsStream(request: FastifyRequest): boolean {
  return (request.headers.accept ?? '').includes('text/event-stream')
}

/** With an idempotency key the answer of the first such request that was carried out. */
async function keyed(request: FastifyRequest, route: Route, serving: Serving): Promise<Answer> {
  const key = request.headers['idempotency-key']
  if (request.method === 'GET' || typeof key !== 'string') return work(request, route, serving)
  const said = JSON.stringify([request.method, request.url, request.headers['if-match'] ?? null, sorted(request.body ?? null)])
  const repeatable = request.method !== 'POST' || route.key !== undefined || procedureOf(route.procedure).type === 'query'
  return serving.answers.answer({ caller: serving.caller.id, key, said, repeatable, once: route.once ?? false }, () => work(request, route, serving))
}

/** The same for bodies that say the same. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, inner]) => [name, sorted(inner)]))
}

async function work(request: FastifyRequest, route: Route, { context, caller, permitted }: Serving): Promise<Answer> {
  const input = readInput(request, { route, caller: caller.name, callerId: caller.id })
  const result = paged(await callProcedure(route.procedure, { context: { ...context, trace: traceContextOf(request.headers), stillPermitted: () => isPermitted(permitted) }, input, signal: goneSignal(request) }), request, route)
  const headers = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store', ...etagOf(route, result), ...locationOf(route, { ...(input as object), ...(result as object | null) }) }
  return { status: route.status ?? 200, headers, body: JSON.stringify(result ?? null), ...(isRefused(result, route) ? { refused: true } : {}) }
}

/** A database that is away says nothing about the caller. */
function isPermitted(permitted: Serving['permitted']): Promise<boolean> {
  return permitted().then(() => true, (error: unknown) => !(error instanceof ApiProblem))
}

function isRefused(result: unknown, { refusal }: Route): boolean {
  return refusal !== undefined && (result as { readonly [name: string]: unknown })[refusal.field] === refusal.value
}

/** Aborted when the connection is gone: what waits for something need not, when nobody listens. */
function goneSignal({ raw: { socket } }: FastifyRequest): AbortSignal {
  const known = gone.get(socket) ?? new AbortController()
  if (!gone.has(socket)) {
    gone.set(socket, known)
    socket.once('close', () => known.abort())
  }
  return known.signal
}

/** By connection, which has many requests. */
const gone = new WeakMap<object, AbortController>()

function paged(result: unknown, request: FastifyRequest, { procedure, slicing, following }: Route): unknown {
  if (slicing) return givePage(result, slicing, { list: slicing.native ? procedure : listAt(request), cursor: cursorIn(request), limit: limitIn(request) })
  if (!following) return result
  const { [following.last]: last, ...page } = result as { readonly [name: string]: unknown }
  return { ...page, nextCursor: writeCursor(listAt(request), [Number(last)]) }
}

function limitIn(request: FastifyRequest): number | undefined {
  const { limit } = request.query as { readonly limit?: string }
  if (limit === undefined) return undefined
  if (!/^\d{1,4}$/.test(limit) || Number(limit) < 1) throw new ApiProblem(400, 'INVALID_REQUEST', { detail: 'A limit is a whole number from 1 on.', problems: [{ in: 'query', path: '/limit', message: 'must be a whole number from 1 on' }] })
  return Number(limit)
}

function etagOf({ etag }: Route, result: unknown): { readonly etag?: string } {
  if (etag === undefined || typeof result !== 'object' || result === null) return {}
  const value = (result as { readonly [name: string]: string | number | undefined })[etag]
  return value === undefined ? {} : { etag: `"${value}"` }
}

function locationOf({ location }: Route, known: object): { readonly location?: string } {
  if (location === undefined) return {}
  return { location: BASE + location.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String((known as { readonly [name: string]: string | number })[name]))) }
}
