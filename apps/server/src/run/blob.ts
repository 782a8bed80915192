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

/** Event data with its large values replaced by `{ "$blob": hash, "bytes": n }`, and added to `blobs`. Objects of values are looked into. */
export function extractBlobs(data: Data, blobs: Map<string, Blob>): Extracted {
  const whole = JSON.stringify(data)
  if (whole.length <= LARGE) return { data, text: whole }
  const extracted: { [key: string]: unknown } = {}
  for (const [key, value] of Object.entries(data)) extracted[key] = key === 'arguments' || key === 'input' ? each(value, blobs) : extract(value, blobs)
  return { data: extracted, text: JSON.stringify(extracted) }
}

function each(value: unknown, blobs: Map<string, Blob>): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return extract(value, blobs)
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, extract(inner, blobs)]))
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
