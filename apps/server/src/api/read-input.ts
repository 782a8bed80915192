import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { readCursor } from '../keyset-cursor.ts'
import { fieldsOf, type Field } from './fields.ts'
import { inputSchema } from './input-schema.ts'
import { ApiProblem, type RequestFault } from './problem.ts'
import { queryValue } from './query-value.ts'
import type { Route } from './route.ts'

export interface Reading {
  readonly route: Route
  readonly caller: string | undefined
  /** The token that is shown; '' without one. */
  readonly callerId?: string
}

/** What procedures take. */
const MOST_OF_KEY = 200

type Input = { [name: string]: unknown }

/** The procedure's input, gathered from where the route says; what it holds is for the procedure to check. */
export function readInput(request: FastifyRequest, { route, caller, callerId = '' }: Reading): unknown {
  const fields = fieldsOf(route)
  const input: Input = {}
  for (const [place, value] of Object.entries(route.fixed ?? {})) put(input, place, value)
  // of which nothing is said, everything is meant
  if (route.spread !== undefined) put(input, route.spread, {})
  for (const [field, value] of said(request, route, fields)) put(input, field.place, value)
  if (route.ifMatch !== undefined) put(input, route.ifMatch, revisionIn(request))
  putKnown(input, request, { route, caller, callerId })
  putCursor(input, request, route)
  return takesNothing(route) ? undefined : input
}

/** Where the page before has ended. */
function putCursor(input: Input, request: FastifyRequest, route: Route): void {
  const cursor = cursorIn(request)
  if (cursor === undefined) return
  if (route.following) put(input, route.following.after, readCursor(cursor, listAt(request), ['count'])[0])
  else if (route.slicing?.native) input['cursor'] = cursor
}

/** A procedure without an input may refuse even an empty one. */
function takesNothing({ procedure }: Route): boolean {
  return Object.keys(inputSchema(procedure).schema.properties ?? {}).length === 0
}

/** What the request says without saying it in the input: its key, and who asks. */
function putKnown(input: Input, request: FastifyRequest, { route, caller, callerId = '' }: Reading): void {
  const key = request.headers['idempotency-key']
  if (route.key !== undefined && typeof key === 'string') put(input, route.key, ownKey(key, callerId))
  if (route.caller !== undefined && caller !== undefined && input[route.caller] === undefined) input[route.caller] = caller
}

/** The key as the domain gets it, where keys of all callers meet: those of different callers are different. */
function ownKey(key: string, callerId: string): string {
  const own = callerId === '' ? key : `${callerId}/${key}`
  return own.length <= MOST_OF_KEY ? own : createHash('sha256').update(own).digest('hex')
}

function* said(request: FastifyRequest, route: Route, fields: readonly Field[]): Generator<readonly [Field, unknown]> {
  const params = request.params as { readonly [name: string]: string }
  const query = request.query as { readonly [name: string]: string | readonly string[] }
  const body = bodyOf(request)
  const unknown = [...strangers(Object.keys(query), 'query', { route, fields }), ...(route.method === 'GET' || route.method === 'DELETE' ? [] : strangers(Object.keys(body), 'body', { route, fields }))]
  if (unknown.length > 0) throw new ApiProblem(400, 'INVALID_REQUEST', { detail: 'The request says something that this address does not take.', problems: unknown })
  for (const field of fields) {
    if (field.from === 'body') {
      if (field.name in body) yield [field, body[field.name]]
      continue
    }
    const value = field.from === 'path' ? params[field.name] : query[field.name]
    if (value !== undefined) yield [field, queryValue(typeof value === 'string' ? [value] : value, field.schema)]
  }
}

/** A name that nobody knows is a mistake, and not to be passed over. */
function strangers(names: readonly string[], from: 'query' | 'body', { route, fields }: { readonly route: Route; readonly fields: readonly Field[] }): readonly RequestFault[] {
  const paging = from === 'query' && (route.slicing ?? route.following) ? ['cursor', 'limit'] : []
  const known = [...fields.filter((field) => field.from === from).map(({ name }) => name), ...paging]
  return names.filter((name) => !known.includes(name)).map((name) => ({ in: from, path: `/${name}`, message: known.length > 0 ? `There is no "${name}" here; there is ${known.join(', ')}.` : `There is no "${name}" here.` }))
}

function bodyOf({ body }: FastifyRequest): { readonly [name: string]: unknown } {
  if (body === undefined || body === null) return {}
  if (typeof body !== 'object' || Array.isArray(body)) throw new ApiProblem(400, 'INVALID_REQUEST', { detail: 'The body must be a JSON object.', problems: [{ in: 'body', path: '', message: 'must be an object' }] })
  return body as { readonly [name: string]: unknown }
}

/** The revision that `If-Match` names. */
function revisionIn(request: FastifyRequest): number {
  const given = request.headers['if-match']
  if (given === undefined) throw new ApiProblem(428, 'IF_MATCH_NEEDED', { detail: 'Say in If-Match which revision this was made from: it is the ETag of what you have read.' })
  const [, revision] = /^(?:W\/)?"?(\d+)"?$/.exec(given.trim()) ?? []
  if (revision === undefined) throw new ApiProblem(400, 'INVALID_REQUEST', { detail: 'If-Match must be an ETag that this API has given.', problems: [{ in: 'header', path: '/if-match', message: 'must be an ETag such as "12"' }] })
  return Number(revision)
}

/** Whose cursors they are: the address, with what of it is meant. */
export function listAt({ url }: FastifyRequest): string {
  return url.split('?', 1)[0] ?? url
}

export function cursorIn(request: FastifyRequest): string | undefined {
  const { cursor } = request.query as { readonly cursor?: unknown }
  return typeof cursor === 'string' && cursor !== '' ? cursor : undefined
}

function put(input: Input, place: string, value: unknown): void {
  const parts = place.split('.')
  const last = parts.pop() ?? ''
  let at = input
  for (const part of parts) {
    const inner = (at[part] ??= {}) as Input
    at = inner
  }
  at[last] = value
}
