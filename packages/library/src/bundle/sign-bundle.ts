import { sign } from 'node:crypto'
import type { Bundle } from './bundle.ts'
import { signedBytes } from './signed-bytes.ts'
import type { SigningKey } from './signing-key.ts'

/** Signs packages as one file. */
export function signBundle(packages: Bundle['packages'], { key, name, at }: { readonly key: SigningKey; readonly name: string; readonly at: Date }): Bundle {
  const content = { bundle: 1 as const, createdAt: at.toISOString(), packages, signer: { name, publicKey: key.publicKey } }
  return { ...content, signature: sign(null, signedBytes(content), key.privateKey).toString('base64') }
}
