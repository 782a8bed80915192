import type { Argument, Expr, Json } from '@eddy/workflow'
import type { Names } from './names.ts'

/** Where an argument may come from at a place that knows these names. */
export type SourceOf<N extends Names> =
  | { readonly input: N['input'] }
  | { readonly result: N['step'] }
  | { readonly value: Json }
  | { readonly element: N['element'] }
  | { readonly secret: string }
  | { readonly origin: N['origin'] & Origin }

/** What a handler is told. */
export type Origin = 'value' | 'arguments' | 'error' | 'context'

/** Keys and indexes that lead into a value. */
export type Path = readonly (string | number)[]

/** What is done with a value on its way into an argument. */
export interface Taking {
  readonly transform?: Expr
  readonly description?: string
}

/** An argument without its name: a source, and how it is taken. */
export interface Taken<Source> extends Omit<Argument, 'name' | 'from'> {
  readonly from: Source
}

/** An argument as it is given to the builder: a bare source such as `{ result: 'hotel' }`, or what `result('hotel', ['body'])` makes. */
export type Given<N extends Names> = SourceOf<N> | Taken<SourceOf<N>>

/** The value of an input of the workflow. */
export function input<const Name extends string>(name: Name, path?: Path, taking?: Taking): Taken<{ readonly input: Name }> {
  return take({ input: name }, path, taking)
}

/** The value of a step, or what lies in it at `path`. */
export function result<const Name extends string>(step: Name, path?: Path, taking?: Taking): Taken<{ readonly result: Name }> {
  return take({ result: step }, path, taking)
}

/** A fixed value. */
export function value(json: Json, taking?: Taking): Taken<{ readonly value: Json }> {
  return take({ value: json }, undefined, taking)
}

/** The element that a `map` around the step is at. */
export function element<const Name extends string>(container: Name, path?: Path, taking?: Taking): Taken<{ readonly element: Name }> {
  return take({ element: container }, path, taking)
}

/** A secret of the host; it never reaches the log. */
export function secret(name: string, taking?: Taking): Taken<{ readonly secret: string }> {
  return take({ secret: name }, undefined, taking)
}

/** What a handler is told: the `value` and `arguments` of the step that it undoes, or the `error`; the failure lane has only the error. */
export function origin<const Name extends Origin>(name: Name, path?: Path, taking?: Taking): Taken<{ readonly origin: Name }> {
  return take({ origin: name }, path, taking)
}

function take<Source>(from: Source, path: Path | undefined, taking: Taking | undefined): Taken<Source> {
  return { from, ...(path === undefined ? {} : { path }), ...taking }
}
