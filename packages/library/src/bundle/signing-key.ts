import { createHash, createPrivateKey, createPublicKey, randomBytes, type KeyObject } from 'node:crypto'

/** An Ed25519 key pair. */
export interface SigningKey {
  readonly privateKey: KeyObject
  /** SPKI DER, base64. */
  readonly publicKey: string
}

/** PKCS #8 of an Ed25519 key up to its seed (RFC 8410). */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex')

/** The key of a seed of 32 bytes; a new one without. */
export function signingKey(seed: Buffer = randomBytes(32)): SigningKey {
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, seed]), format: 'der', type: 'pkcs8' })
  return { privateKey, publicKey: createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).toString('base64') }
}

/** Twelve letters of the key's SHA-256 by which people compare keys: `4f0c-2a91-77be`. */
export function keyFingerprint(publicKey: string): string {
  const hash = createHash('sha256').update(publicKey).digest('hex')
  return [hash.slice(0, 4), hash.slice(4, 8), hash.slice(8, 12)].join('-')
}
