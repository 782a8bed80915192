import { readCursor, writeCursor, type Keyset } from '../keyset-cursor.ts'
import type { Slicing } from './route.ts'

const USUAL = 50
const MOST = 200

/** What was asked for of a list. */
export interface Asked {
  /** Whose cursors these are: the procedure, where it reads them itself. */
  readonly list: string
  readonly cursor: string | undefined
  readonly limit: number | undefined
}

/**
 * A list as a page: `{ items, nextCursor }`, with what else the answer says beside it. Where a page ends is told by its last item, so that
 * what comes or goes elsewhere moves nothing.
 */
export function givePage(answer: unknown, slicing: Slicing, { list: name, cursor, limit = USUAL }: Asked): object {
  // the route says where its list is
  const { list, beside } = slicing.in === undefined ? { list: answer, beside: {} } : without(answer as { readonly [name: string]: unknown }, slicing.in)
  const items = list as readonly object[]
  const size = Math.min(limit, MOST)
  if (slicing.native) return { items, nextCursor: items.length >= limit ? cursorAt(items, name, slicing) : null }
  const sign = slicing.descending ? -1 : 1
  const keyed = items.map((item) => ({ item, key: keyOf(item, slicing) })).sort((a, b) => sign * compare(a.key, b.key))
  const after = cursor === undefined ? undefined : readCursor(cursor, name, slicing.by.map(() => 'any' as const))
  const rest = after === undefined ? keyed : keyed.filter(({ key }) => sign * compare(key, after) > 0)
  const page = rest.slice(0, size)
  const last = rest.length > size ? page.at(-1) : undefined
  return { ...beside, items: page.map(({ item }) => item), nextCursor: last ? writeCursor(name, last.key) : null }
}

function without(answer: { readonly [name: string]: unknown }, name: string): { readonly list: unknown; readonly beside: object } {
  const { [name]: list, ...beside } = answer
  return { list, beside }
}

function cursorAt(items: readonly object[], list: string, slicing: Slicing): string | null {
  const last = items.at(-1)
  return last ? writeCursor(list, keyOf(last, slicing)) : null
}

function keyOf(item: object, { by }: Slicing): Keyset {
  return by.map((field) => {
    const value = field.split('.').reduce<unknown>((at, part) => (at as { readonly [part: string]: unknown })[part], item)
    if (value instanceof Date) return value.toISOString()
    return typeof value === 'number' || typeof value === 'string' ? value : JSON.stringify(value ?? null)
  })
}

function compare(a: Keyset, b: Keyset): number {
  for (const [index, left] of a.entries()) {
    const right = b[index] ?? ''
    if (left === right) continue
    if (typeof left === 'number' && typeof right === 'number') return left - right
    return String(left) < String(right) ? -1 : 1
  }
  return 0
}
