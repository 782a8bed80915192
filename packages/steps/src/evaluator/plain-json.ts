import type { Json } from '@eddy/workflow'

/** Values nested deeper than this could not be written to the log safely. */
export const MAX_DEPTH = 500

/**
 * A computed value as plain JSON: JSONata's flags on arrays and its prototype-less objects are gone, `undefined` is null.
 * Parts that are plain already are shared, not copied. Throws for what JSON has no word for.
 */
export function plainJson(value: unknown, depth = 0): Json {
  if (depth > MAX_DEPTH) throw new Error(`the result is nested deeper than ${MAX_DEPTH} levels`)
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value
    case 'number':
      if (Number.isFinite(value)) return value
      throw new Error(`the result contains ${value}, which JSON cannot hold`)
    case 'undefined':
      return null
    case 'object':
      return value === null ? null : plainContainer(value, depth)
    default:
      throw new Error(`the result contains a ${typeof value}, which JSON cannot hold`)
  }
}

function plainContainer(value: object, depth: number): Json {
  if (Array.isArray(value)) return plainArray(value, depth)
  if (('_jsonata_function' in value && value._jsonata_function === true) || ('_jsonata_lambda' in value && value._jsonata_lambda === true)) {
    throw new Error('the result contains a function, which JSON cannot hold')
  }
  const entries: [string, Json][] = []
  let same = Object.getPrototypeOf(value) === Object.prototype
  for (const [key, inner] of Object.entries(value)) {
    if (inner === undefined) {
      same = false
      continue
    }
    const plain = plainJson(inner, depth + 1)
    if (plain !== inner) same = false
    entries.push([key, plain])
  }
  return same && isPlain(value) ? value : Object.fromEntries(entries)
}

function plainArray(value: readonly unknown[], depth: number): Json {
  // one own key more than elements: `length`; any further are flags
  let same = Object.getOwnPropertyNames(value).length === value.length + 1
  const copy = Array.from(value, (inner) => {
    const plain = plainJson(inner, depth + 1)
    if (plain !== inner) same = false
    return plain
  })
  return same && isPlainArray(value) ? value : copy
}

/** Only to be asked of containers whose parts have all been found plain. */
function isPlain(value: object): value is { readonly [key: string]: Json } {
  return Object.getPrototypeOf(value) === Object.prototype
}

function isPlainArray(value: readonly unknown[]): value is readonly Json[] {
  return Array.isArray(value)
}
