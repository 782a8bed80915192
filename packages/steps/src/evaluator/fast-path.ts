import type { Json } from '@eddy/workflow'

/** What a fast path could not answer: JSONata has to. */
export const UNSURE: unique symbol = Symbol('unsure')

const PATH = /^[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*$/
const WORDS: ReadonlySet<string> = new Set(['and', 'or', 'in', 'true', 'false', 'null', 'function'])
const paths = new Map<string, readonly string[] | null>()

/**
 * Answers an expression that is a plain path through plain objects exactly as JSONata does, without its cost: a missing key is
 * null. Arrays on the way mean JSONata's sequences, so they are left to it. O(length of the path).
 */
export function fastPath(expr: string, root: Json): Json | typeof UNSURE {
  if (expr === 'true') return true
  if (expr === 'false') return false
  const keys = keysOf(expr)
  if (keys === null) return UNSURE
  let at: Json | undefined = root
  for (const key of keys) {
    if (Array.isArray(at)) return UNSURE
    if (at === null || typeof at !== 'object') return null
    at = Object.hasOwn(at, key) ? (at as { readonly [key: string]: Json })[key] : undefined
    if (at === undefined) return null
  }
  return Array.isArray(at) ? UNSURE : at
}

function keysOf(expr: string): readonly string[] | null {
  const known = paths.get(expr)
  if (known !== undefined) return known
  const keys = PATH.test(expr) ? expr.split('.') : null
  const usable = keys !== null && !keys.some((key) => WORDS.has(key)) ? keys : null
  if (paths.size < 5000) paths.set(expr, usable)
  return usable
}
