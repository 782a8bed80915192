import { createHash } from 'node:crypto'
import type { Json } from '@eddy/workflow'

/** Values larger than this leave the events, in bytes of JSON. */
export const LARGE = 8192

/** Stands in the text of every event that names a large value. */
export const BLOB_MARK = '"$blob"'

export interface Blob {
  readonly hash: string
  readonly bytes: number
  readonly value: Json
}

type Data = { readonly [key: string]: unknown }

export interface Extracted {
  readonly data: Data
  /** The same as JSON. */
  readonly text: string
}

/** Whose values are told and kept, and decide nothing: all of these, or each of their own. */
const VALUES: ReadonlySet<string> = new Set(['value', 'payload', 'answer', 'before', 'element', 'evidence', 'details', 'progress', 'schema', 'halt'])
const LISTS_OF_VALUES: ReadonlySet<string> = new Set(['arguments', 'input', 'results', 'elements'])
/** What has a form of its own: steps, and what is said as text. */
const WHOLE: ReadonlySet<string> = new Set(['steps', 'document', 'logs'])

/**
 * Event data with its large values replaced by `{ "$blob": hash, "bytes": n }`, and added to `blobs`. Whatever a run goes by stays, however long: who looks at a run
 * folds its events as they are stored, and has to come to the same steps.
 */
export function extractBlobs(data: Data, blobs: Map<string, Blob>): Extracted {
  const whole = JSON.stringify(data)
  if (whole.length <= LARGE) return { data, text: whole }
  const extracted = withoutValues(data, blobs)
  return { data: extracted, text: JSON.stringify(extracted) }
}

function withoutValues(data: Data, blobs: Map<string, Blob>): Data {
  return Object.fromEntries(Object.entries(data).map(([key, inner]) => {
    if (VALUES.has(key)) return [key, extract(inner, blobs)]
    if (LISTS_OF_VALUES.has(key)) return [key, each(inner, blobs)]
    return [key, WHOLE.has(key) || !isObject(inner) ? inner : withoutValues(inner, blobs)]
  }))
}

function each(value: unknown, blobs: Map<string, Blob>): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => extract(item, blobs))
  if (!isObject(value)) return extract(value, blobs)
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, extract(inner, blobs)]))
}

function isObject(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function extract(value: unknown, blobs: Map<string, Blob>): unknown {
  const text = JSON.stringify(value)
  if (text === undefined || text.length <= LARGE) return value
  const bytes = Buffer.byteLength(text)
  const hash = createHash('sha256').update(text).digest('hex')
  // event data is JSON: the engine has made it
  blobs.set(hash, { hash, bytes, value: value as Json })
  return { $blob: hash, bytes }
}

/** The hashes that data names. */
export function blobHashes(data: unknown): readonly string[] {
  if (typeof data !== 'object' || data === null) return []
  if ('$blob' in data && typeof data.$blob === 'string') return [data.$blob]
  return Object.values(data).flatMap(blobHashes)
}

/** Data with its blobs put back; a name that leads nowhere stays as it is. */
export function restoreBlobs(data: unknown, blobs: ReadonlyMap<string, Json>): unknown {
  if (typeof data !== 'object' || data === null) return data
  if ('$blob' in data && typeof data.$blob === 'string') return blobs.get(data.$blob) ?? data
  if (Array.isArray(data)) return data.map((item: unknown) => restoreBlobs(item, blobs))
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, restoreBlobs(value, blobs)]))
}
