import type { Json } from '@eddy/workflow'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import canonicalize from 'canonicalize'

/** SHA-256, in lower-case hex, of the canonical JSON (RFC 8785) of a value behind a prefix. Throws TypeError on what JSON cannot hold. */
export function digest(value: Json, prefix = ''): string {
  const canonical = canonicalize(value)
  if (canonical === undefined) throw new TypeError('What is to be hashed is not JSON.')
  return bytesToHex(sha256(utf8ToBytes(prefix + canonical)))
}
