import { createPublicKey, verify } from 'node:crypto'
import { contentHash, type Problem, type WorkflowDocument } from '@eddy/workflow'
import { bundleSchema, type Bundle } from './bundle.ts'
import { signedBytes } from './signed-bytes.ts'

/** A bundle that is what its signer signed, or everything that stands against it. */
export type VerifiedBundle = { readonly ok: true; readonly bundle: Bundle } | { readonly ok: false; readonly problems: readonly Problem[] }

/** Checks the form, the signature and each content hash of what came from a file. Says nothing of whether the signer is to be trusted. */
export function verifyBundle(value: unknown): VerifiedBundle {
  const read = bundleSchema.safeParse(value)
  if (!read.success) return { ok: false, problems: read.error.issues.map(({ path, message }) => problem('BUNDLE_INVALID', `/${path.join('/')}`, `This is no bundle of workflows: ${path.join('.') || 'the file'}: ${message}.`)) }
  const problems = [...signatureProblems(read.data), ...read.data.packages.flatMap(hashProblems)]
  return problems.length > 0 ? { ok: false, problems } : { ok: true, bundle: read.data }
}

function signatureProblems(bundle: Bundle): readonly Problem[] {
  return isSigned(bundle) ? [] : [problem('BUNDLE_TAMPERED', '/signature', `The bundle is not what "${bundle.signer.name}" has signed: it was changed on its way, or the signature is of another file. Get it again from where it comes from.`)]
}

function isSigned(bundle: Bundle): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(bundle.signer.publicKey, 'base64'), format: 'der', type: 'spki' })
    return key.asymmetricKeyType === 'ed25519' && verify(null, signedBytes(bundle), key, Buffer.from(bundle.signature, 'base64'))
  } catch {
    return false
  }
}

function hashProblems({ name, document, contentHash: told }: Bundle['packages'][number], index: number): readonly Problem[] {
  // the schema has read a document
  return contentHash(document as WorkflowDocument) === told ? [] : [problem('BUNDLE_TAMPERED', `/packages/${index}/document`, `"${name}" is not the workflow that its content hash names.`)]
}

function problem(code: string, path: string, message: string): Problem {
  return { code, severity: 'error', path, message }
}
