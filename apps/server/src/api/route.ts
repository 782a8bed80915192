import type { Scope } from '../token/scope.ts'
import type { AppRouter } from '../trpc/root.ts'

type Procedures = AppRouter['_def']['record']

/** `run.start`: a group and a name of the router. */
export type ProcedureName = { [G in Extract<keyof Procedures, string>]: `${G}.${Extract<keyof Procedures[G], string>}` }[Extract<keyof Procedures, string>]

/** How a list is given in pages where the procedure does not say what comes next. */
export interface Slicing {
  /** The procedure itself takes the cursor and a limit; else its whole list is cut here. */
  readonly native?: true
  /** Where the list stands in the answer; the answer is the list when left out. */
  readonly in?: string
  /** Fields of an item that tell where it stands, the last of them unlike any other's. */
  readonly by: readonly string[]
  readonly descending?: true
}

/**
 * One address, and the procedure that answers it. Where a field of the procedure's input comes from: the address's own `{field}`; else for
 * GET and DELETE the query, and for the others the body. What is said here is only what differs from that.
 */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Below /api/v1. */
  readonly path: string
  readonly procedure: ProcedureName
  readonly scope: Scope
  readonly tag: string
  /** A few words: what it does. */
  readonly summary: string
  readonly description?: string
  /** Fields that are called otherwise here: name → place in the input, such as `base.id`. */
  readonly names?: { readonly [name: string]: string }
  /** Objects of the input whose fields stand in the query one by one. */
  readonly spread?: string
  /** Fields that are not for programs. */
  readonly without?: readonly string[]
  /** Places of the input that the route settles. */
  readonly fixed?: { readonly [place: string]: unknown }
  /** The place that gets the revision which `If-Match` names. */
  readonly ifMatch?: string
  /** Fields of the answer that make its ETag. */
  readonly etag?: string
  /** The place that gets the idempotency key, where the domain knows such: then even a crash between doing and answering is harmless. */
  readonly key?: string
  /** The place that gets the caller's name when the request leaves it out. */
  readonly caller?: string
  readonly slicing?: Slicing
  /** Where the last item's number is the cursor for more: the answer's field that has it, and the place in the input. */
  readonly following?: { readonly last: string; readonly after: string }
  /** The subscription that answers this address when an event stream is asked for. */
  readonly stream?: Streaming
  /** 200 unless said. */
  readonly status?: 200 | 201
  /** The address of what was made, with fields of the answer. */
  readonly location?: string
  /** The answer holds a secret: it is told once, and not kept for a repeat. */
  readonly once?: true
  /** What says in an answer that nothing was done: a repeat with the same idempotency key is tried again. */
  readonly refusal?: { readonly field: string; readonly value: string }
  /** Bodies for the documentation. */
  readonly example?: { readonly body?: unknown; readonly answer?: unknown }
}

export interface Streaming {
  readonly procedure: ProcedureName
  /** What a message is called. */
  readonly event: string
  /** Each item of what arrives is a message of its own; the field that numbers it. */
  readonly each?: string
  /** The field that tells items of one number apart; without it only the last of them may be gone on behind. */
  readonly within?: string
}

/** Routes of a group share their tag. */
export function routes(tag: string, list: readonly Omit<Route, 'tag'>[]): readonly Route[] {
  return list.map((route) => ({ ...route, tag }))
}
