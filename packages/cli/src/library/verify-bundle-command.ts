import { keyFingerprint, verifyBundle } from '@eddy/library/bundle'
import { EXIT } from '../exit-code.ts'
import type { Output } from '../output.ts'
import { parseJson, readText } from '../read-document.ts'
import { Refusal } from '../refusal.ts'

/** Checks a bundle without a server: its form, its signature and the content of each workflow. Whether its signer is to be trusted is for people to say. */
export function verifyBundleCommand(file: string, { json }: { readonly json: boolean }, output: Output): number {
  const verified = verifyBundle(parseJson(readText(file), file))
  if (!verified.ok) throw new Refusal(verified.problems[0]?.message ?? `${file} is no bundle.`, verified.problems)
  const { signer, createdAt, packages } = verified.bundle
  const fingerprint = keyFingerprint(signer.publicKey)
  if (json) output.out(JSON.stringify({ signer: { name: signer.name, fingerprint }, createdAt, packages: packages.map(({ name, number, title, contentHash }) => ({ name, number, title, contentHash })) }))
  else output.out([`${file} is what "${signer.name}" (${fingerprint}) signed on ${createdAt}:`, ...packages.map(({ name, number, title }) => `  ${name} ${number}  ${title}`)].join('\n'))
  return EXIT.succeeded
}
