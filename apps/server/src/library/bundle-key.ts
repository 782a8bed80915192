import { hkdfSync } from 'node:crypto'
import { signingKey, type SigningKey } from '@eddy/library/bundle'
import type { SecretKey } from '../secret/secret-key.ts'

const SEED_BYTES = 32

/** The key that bundles are signed with: derived from the secret key, so that servers which share that sign as one. */
export function bundleKey({ key }: SecretKey): SigningKey {
  return signingKey(Buffer.from(hkdfSync('sha256', key, '', 'eddy library bundles', SEED_BYTES)))
}
