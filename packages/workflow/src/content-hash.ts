import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import canonicalize from 'canonicalize'
import type { Json, WorkflowDocument } from './document.ts'

/**
 * What two documents share when they execute alike: SHA-256, in lower-case hex, of the canonical JSON (RFC 8785) of the document without
 * `view`, `title`, `description` and `tags`. The order of keys plays no part; the order of steps does. Throws on what JSON cannot hold.
 */
export function contentHash(document: WorkflowDocument): string {
  const { view: _view, title: _title, description: _description, tags: _tags, ...content } = document
  return hashOf(content)
}

/** SHA-256, in lower-case hex, of the canonical JSON of any value; the order of keys plays no part. Throws on what JSON cannot hold. */
export function hashOf(value: Json | object): string {
  const canonical = canonicalize(value)
  if (canonical === undefined) throw new TypeError('The document is not JSON, so it has no content hash.')
  return bytesToHex(sha256(utf8ToBytes(canonical)))
}
