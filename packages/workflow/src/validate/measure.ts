import { joinPointer } from '../json-pointer.ts'
import { limits } from '../limits.ts'
import { problem } from '../problem.ts'
import type { Problem } from '../catalog.ts'

interface Visit {
  readonly value: unknown
  readonly depth: number
  readonly pointer: string
}

/**
 * Makes sure that a value is JSON of bounded size and depth, before anything recurses into it. Stops at the first excess: a value that
 * contains itself is too deep.
 */
export function measure(document: unknown): Problem | undefined {
  let bytes = 0
  const pending: Visit[] = [{ value: document, depth: 0, pointer: '' }]
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { value, depth, pointer } = next
    if (depth > limits.jsonDepth) return tooDeep(pointer)
    if (!isJsonNode(value)) return notJson(pointer)
    bytes += ownBytes(value)
    if (bytes > limits.documentBytes) return tooLarge()
    if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) if (inner !== undefined) pending.push({ value: inner, depth: depth + 1, pointer: joinPointer(pointer, key) })
    }
  }
  return undefined
}

function isJsonNode(value: unknown): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object') return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return Array.isArray(value) || prototype === Object.prototype || prototype === null
}

/** Bytes of a value as JSON without what it contains; escapes are not counted. */
function ownBytes(value: unknown): number {
  if (typeof value === 'string') return utf8Length(value) + 3
  if (typeof value !== 'object' || value === null) return 6
  return Array.isArray(value) ? 2 : Object.keys(value).reduce((sum, key) => sum + utf8Length(key) + 3, 2)
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
