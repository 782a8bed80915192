import type { Json, Source } from '@eddy/workflow'
import { enclosing, findResult, findStep } from '../state/scope-instance.ts'
import type { ScopeInstance } from '../state/run-tree.ts'

/** What `origin` sources stand for, inside a handler. */
export interface Origin {
  readonly value: Json
  readonly arguments: { readonly [name: string]: Json }
  readonly error: Json
  readonly context: Json
}

/** Where an argument is resolved: the scope whose names it may use, and for a handler what it handles. */
export interface Resolving {
  readonly scope: ScopeInstance
  readonly origin: Origin | null
}

/** A secret's value is fetched by the host; everything else is in the state. */
export type Resolved = { readonly value: Json } | { readonly secret: string } | { readonly problem: string }

/** Follows a source to its value. O(depth of scopes). */
export function resolveSource(from: Source, { scope, origin }: Resolving): Resolved {
  if ('value' in from) return { value: from.value }
  if ('secret' in from) return { secret: from.secret }
  if ('input' in from) return { value: ownOf(scope.inputs, from.input) ?? null }
  if ('element' in from) return found(elementOf(scope, from.element), `"${from.element}" is no container around this step`)
  if ('origin' in from) return origin ? { value: origin[from.origin] } : { problem: `an origin ("${from.origin}") exists only in a handler` }
  return resultOf(scope, from.result)
}

/** An input may be named like what every object has: `constructor`. */
export function ownOf(values: { readonly [name: string]: Json }, name: string): Json | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined
}

function resultOf(scope: ScopeInstance, name: string): Resolved {
  const result = findResult(scope, name)
  if (result !== undefined) return { value: result }
  const step = findStep(scope, name)
  if (step === undefined) return ofForwardPart(scope, name)
  if (!step.settled && step.value === undefined) return { problem: `step "${name}" has no result` }
  return { value: step.value ?? null }
}

/** The failure lane reads any result of the forward part, null where there is none. */
function ofForwardPart(scope: ScopeInstance, name: string): Resolved {
  let outermost = scope
  for (let at: ScopeInstance | null = scope; at !== null; at = enclosing(at)) outermost = at
  if (outermost.lane === '' || outermost.forward === null) return { problem: `there is no step "${name}"` }
  return { value: findResult(outermost.forward, name) ?? findStep(outermost.forward, name)?.value ?? null }
}

function found(value: Json | undefined, problem: string): Resolved {
  return value === undefined ? { problem } : { value }
}

/** The element of the container of that name around the scope. */
export function elementOf(scope: ScopeInstance, name: string): Json | undefined {
  for (let at: ScopeInstance | null = scope; at !== null; at = at.owner?.scope ?? null) if (at.owner?.plan.name === name) return at.element
  return undefined
}

/** Walks a path into a value; a missing key is a problem that names the path walked so far. */
export function dig(value: Json, path: readonly (string | number)[]): Resolved {
  let at: Json = value
  const walked: (string | number)[] = []
  for (const key of path) {
    const next = child(at, key)
    if (next === undefined) return { problem: `${walked.length === 0 ? 'the value' : JSON.stringify(walked.join('.'))} has no ${typeof key === 'number' ? `element ${key}` : `key "${key}"`}` }
    at = next
    walked.push(key)
  }
  return { value: at }
}

function child(value: Json, key: string | number): Json | undefined {
  if (value === null || typeof value !== 'object' || !Object.hasOwn(value, key)) return undefined
  // an own key of a JSON array or object holds JSON
  return Array.isArray(value) ? value[Number(key)] : (value as { readonly [key: string]: Json })[key]
}
