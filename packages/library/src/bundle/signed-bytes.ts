import canonicalize from 'canonicalize'
import type { Bundle } from './bundle.ts'

/** What is signed: everything but the signature, as canonical JSON. */
export function signedBytes({ bundle, createdAt, packages, signer }: Omit<Bundle, 'signature'>): Buffer {
  // plain JSON, so that what is absent in memory is absent in the bytes
  return Buffer.from(canonicalize(JSON.parse(JSON.stringify({ bundle, createdAt, packages, signer }))) ?? '')
}
