import { createPublicKey, verify } from 'node:crypto'
import { applyExtension, contentHash, type Problem, type WorkflowDocument } from '@eddy/workflow'
import { bundleSchema, type Bundle, type StandingPackage } from './bundle.ts'
import { signedBytes } from './signed-bytes.ts'

/** A bundle that is what its signer signed, or everything that stands against it. */
export type VerifiedBundle = { readonly ok: true; readonly bundle: Bundle } | { readonly ok: false; readonly problems: readonly Problem[] }

/** Checks the form, the signature, each content hash, and that an extension makes its document of its base, in what came from a file. Says nothing of whether the signer is to be trusted. */
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

function hashProblems(one: Bundle['packages'][number], index: number): readonly Problem[] {
  const { extension } = one
  const path = `/packages/${index}`
  return [...wrongHash(one, path), ...(extension ? [...wrongHash(extension.base, `${path}/extension/base`), ...wrongExtension(one, path)] : [])]
}

function wrongHash({ name, document, contentHash: told }: StandingPackage, path: string): readonly Problem[] {
  return contentHash(asDocument(document)) === told ? [] : [problem('BUNDLE_TAMPERED', `${path}/document`, `"${name}" is not the workflow that its content hash names.`)]
}

/** The applied document must be what base and patches come to: else what is shown as an extension would be something else when it is updated. */
function wrongExtension({ name, document, extension }: Bundle['packages'][number], path: string): readonly Problem[] {
  if (!extension) return []
  const applied = applyExtension(asDocument(extension.base.document), extension.made)
  if (applied.ok && contentHash({ ...applied.document, name: document.name }) === contentHash(asDocument(document))) return []
  return [problem('BUNDLE_TAMPERED', `${path}/extension`, `"${name}" is not what its patches make of "${extension.base.name}", which it says that it extends.`)]
}

/** The schema has read a document; its type only knows the keys to be optional in another way. */
function asDocument(document: StandingPackage['document']): WorkflowDocument {
  return document as WorkflowDocument
}

function problem(code: string, path: string, message: string): Problem {
  return { code, severity: 'error', path, message }
}
