import type { Json } from '../document.ts'

/** Readers of JSON of unknown shape: what is not there, or of another type, reads as empty. */
export type Foreign = { readonly [key: string]: unknown }

export function isForeign(value: unknown): value is Foreign {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function objectAt(value: unknown, ...path: readonly string[]): Foreign {
  const found = valueAt(value, ...path)
  return isForeign(found) ? found : {}
}

export function listAt(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = valueAt(value, ...path)
  return Array.isArray(found) ? found : []
}

export function textAt(value: unknown, ...path: readonly string[]): string {
  const found = valueAt(value, ...path)
  return typeof found === 'string' ? found : ''
}

export function valueAt(value: unknown, ...path: readonly string[]): unknown {
  let found: unknown = value
  for (const key of path) found = isForeign(found) && Object.hasOwn(found, key) ? found[key] : undefined
  return found
}

/** A copy that is JSON for certain. */
export function jsonOf(value: unknown): Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (Array.isArray(value)) return value.map(jsonOf)
  return isForeign(value) ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, jsonOf(inner)])) : null
}
