import { hkdfSync } from 'node:crypto'
import type { SecretKey } from '../secret/secret-key.ts'

const BYTES = 32

/** What requests with idempotency keys are hashed with: the same after a restart, and for servers that share the secret key. */
export function requestKey({ key }: SecretKey): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', 'eddy idempotent requests', BYTES))
}
