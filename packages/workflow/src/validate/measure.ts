import { joinPointer } from '../json-pointer.ts'
import { limits } from '../limits.ts'
import { problem } from '../problem.ts'
import type { Problem } from '../catalog.ts'

/** An object or list, and where it stands: pointers are made of this only when something is wrong. */
interface Visit {
  readonly value: object
  readonly depth: number
  readonly key: string
  readonly parent: Visit | undefined
}

/**
 * Makes sure that a value is JSON of bounded size and depth, before anything recurses into it. Stops at the first excess: a value that
 * contains itself is too deep.
 */
export function measure(document: unknown): Problem | undefined {
  if (typeof document !== 'object' || document === null) return isJsonNode(document) ? undefined : notJson('')
  let bytes = 0
  const pending: Visit[] = [{ value: document, depth: 0, key: '', parent: undefined }]
  for (let visit = pending.pop(); visit; visit = pending.pop()) {
    if (visit.depth > limits.jsonDepth) return tooDeep(pointerOf(visit))
    if (!isJsonNode(visit.value)) return notJson(pointerOf(visit))
    const own = measureOwn(visit, pending)
    if (typeof own !== 'number') return own
    bytes += own
    if (bytes > limits.documentBytes) return tooLarge()
  }
  return undefined
}

/** Bytes of an object or list as JSON but for the objects and lists in it, which are left to be visited; escapes are not counted. */
function measureOwn(visit: Visit, pending: Visit[]): number | Problem {
  const depth = visit.depth + 1
  const keyBytes = Array.isArray(visit.value) ? 0 : 3
  let bytes = 2
  // an object or list of JSON
  const fields = visit.value as { readonly [key: string]: unknown }
  for (const key of Object.keys(fields)) {
    const inner = fields[key]
    if (keyBytes > 0) bytes += utf8Length(key) + keyBytes
    if (inner === undefined) continue
    if (typeof inner === 'object' && inner !== null) pending.push({ value: inner, depth, key, parent: visit })
    else if (depth > limits.jsonDepth) return tooDeep(joinPointer(pointerOf(visit), key))
    else if (!isJsonNode(inner)) return notJson(joinPointer(pointerOf(visit), key))
    else bytes += typeof inner === 'string' ? utf8Length(inner) + 3 : 6
  }
  return bytes
}

function pointerOf({ key, parent }: Visit): string {
  return parent === undefined ? '' : joinPointer(pointerOf(parent), key)
}

function isJsonNode(value: unknown): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object') return false
  if (Array.isArray(value)) return true
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

function utf8Length(text: string): number {
  let bytes = text.length
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    // halves of a surrogate pair take two bytes each
    if (unit > 0x7f) bytes += unit <= 0x7ff || (unit >= 0xd800 && unit <= 0xdfff) ? 1 : 2
  }
  return bytes
}

function tooDeep(pointer: string): Problem {
  const path = pointer.split('/').slice(0, 12).join('/')
  return problem('TOO_DEEP', { path, message: `The document nests objects and lists deeper than ${limits.jsonDepth} levels.`, hint: 'Move inner parts into workflows of their own.' })
}

function notJson(path: string): Problem {
  return problem('UNREADABLE', { path, message: `The value at "${path}" is not JSON.`, hint: 'Use null, booleans, finite numbers, strings, lists and plain objects only.' })
}

function tooLarge(): Problem {
  const message = `The document is larger than ${limits.documentBytes / 1_000_000} MB.`
  return problem('TOO_LARGE', { path: '', message, hint: 'Keep data in inputs or files, and split the workflow with compose.' })
}
