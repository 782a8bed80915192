import { keyFingerprint, signBundle, verifyBundle, type Bundle, type BundledPackage, type SigningKey, type StandingPackage } from '@eddy/library/bundle'
import { composedReferences, contentHash, parseReference, type Problem, type WorkflowDocument, type WorkflowExtension } from '@eddy/workflow'
import type { Database } from '../db/index.ts'
import { Refusal } from '../refusal.ts'
import { problemsOf } from '../run/definition.ts'
import { addEdition } from './add-edition.ts'
import { findEdition, type FoundEdition } from './find-entry.ts'
import { libraryCard, libraryEdition, type Sample } from './library-entry.ts'

/** Puts the named entries, each in its newest version, into one signed file. */
export async function exportBundle(db: Database, { names, key, signer }: { readonly names: readonly string[]; readonly key: SigningKey; readonly signer: string }): Promise<Bundle> {
  const packages: BundledPackage[] = []
  for (const name of new Set(names)) {
    const found = await findEdition(db, { name })
    const { extension } = libraryEdition(found.version)
    packages.push({ ...packageOf(found), ...(extension ? { extension: { made: extension, base: packageOf(await baseOf(db, extension)) } } : {}) })
  }
  return signBundle(packages, { key, name: signer, at: new Date() })
}

async function baseOf(db: Database, extension: WorkflowExtension): Promise<FoundEdition> {
  const { name, version } = parseReference(extension.extends)
  return findEdition(db, { name, number: Number(version) })
}

function packageOf({ entry, version }: FoundEdition): StandingPackage {
  const { name, title, description, category, tags, origin } = libraryCard(entry)
  const { manifest: _computed, extension: _beside, samples, expectations, document, ...edition } = libraryEdition(version)
  return {
    name, title, description, category, tags: [...tags], origin, ...edition,
    document: document as StandingPackage['document'],
    composed: { ...edition.composed } as StandingPackage['composed'],
    samples: samples.map((sample) => ({ ...sample, input: { ...sample.input } }) as StandingPackage['samples'][number]),
    expectations: expectations.map((one) => ({ ...one, undone: [...one.undone], residue: [...one.residue] })),
  }
}

export interface ImportBundleRequest {
  readonly bundle: unknown
  /** The signer is believed from now on. */
  readonly trust: boolean
  /** The server's own key: what it has signed itself it believes. */
  readonly own: string
}

/** What came of each package. */
export interface ImportedBundle {
  readonly signer: { readonly name: string; readonly fingerprint: string }
  readonly packages: readonly { readonly name: string; readonly title: string; readonly number: number; readonly how: 'new' | 'newer' | 'known'; readonly extends: { readonly name: string; readonly number: number } | null }[]
}

/**
 * Takes a bundle into the library. Everything is checked before anything is written, and what a crash leaves half is completed by importing
 * the same file again. Refused when it is not what its signer signed (BUNDLE_TAMPERED), is no bundle
 * (BUNDLE_INVALID), holds a workflow with problems (INVALID_DOCUMENT) or comes from somebody unknown (SIGNER_UNKNOWN) who is not trusted
 * expressly. Manifests and contracts are computed anew here.
 */
export async function importBundle(db: Database, { bundle: value, trust, own }: ImportBundleRequest): Promise<ImportedBundle> {
  const verified = verifyBundle(value)
  if (!verified.ok) throw refusalOf(verified.problems)
  const { bundle } = verified
  await requireTrust(db, bundle, { trust, own })
  requireSound(bundle)
  await requireNames(db, bundle)
  const packages: ImportedBundle['packages'][number][] = []
  for (const one of bundle.packages) {
    const { extension: brought, ...standing } = one
    const base = brought ? await bringBase(db, brought.base, bundle.signer.name) : null
    const extension = base && brought ? { ...brought.made, extends: `${base.name}@${base.number}` } : undefined
    const { number, added } = await addEdition(db, { ...standing, ...contentOf(one), extension, source: 'bundle', signer: bundle.signer.name })
    packages.push({ name: one.name, title: one.title, number, how: !added ? 'known' : number === 1 ? 'new' : 'newer', extends: base })
  }
  return { signer: { name: bundle.signer.name, fingerprint: keyFingerprint(bundle.signer.publicKey) }, packages }
}

/** What an extension extends, as it stands here: the same content where the library has it, else what came with it. Null where the name is somebody else's: then the extension stands for itself. */
async function bringBase(db: Database, base: StandingPackage, signer: string): Promise<{ readonly name: string; readonly number: number } | null> {
  const { name } = base
  const entry = await db.prisma.libraryEntry.findUnique({ where: { name } })
  const known = entry && (await db.prisma.libraryVersion.findFirst({ where: { entryId: entry.id, contentHash: base.contentHash }, orderBy: { number: 'desc' } }))
  if (known) return { name, number: known.number }
  if (entry && entry.source !== 'bundle') return null
  const { number } = await addEdition(db, { ...base, ...contentOf(base), source: 'bundle', signer })
  return { name, number }
}

function refusalOf(problems: readonly Problem[]): Refusal {
  const tampered = problems.find(({ code }) => code === 'BUNDLE_TAMPERED')
  return new Refusal(tampered ? 'BUNDLE_TAMPERED' : 'BUNDLE_INVALID', `${tampered?.message ?? problems[0]?.message ?? 'This is no bundle.'} Nothing was imported.`, problems)
}

async function requireTrust({ prisma }: Database, { signer }: Bundle, { trust, own }: { readonly trust: boolean; readonly own: string }): Promise<void> {
  const { name, publicKey } = signer
  if (publicKey === own) return
  const known = await prisma.trustedSigner.findUnique({ where: { publicKey } })
  if (known) return
  const fingerprint = keyFingerprint(publicKey)
  if (!trust) throw new Refusal('SIGNER_UNKNOWN', `The bundle is signed by "${name}" (${fingerprint}), whose key is not known here. Compare the key with its owner, then import it with trust.`, { signer: name, fingerprint })
  await prisma.trustedSigner.createMany({ data: [{ publicKey, name }], skipDuplicates: true })
}

function requireSound({ packages }: Bundle): void {
  const problems = packages.flatMap((one, index) => [...problemsIn(one, `/packages/${index}`), ...(one.extension ? problemsIn(one.extension.base, `/packages/${index}/extension/base`) : [])])
  if (problems.length > 0) throw new Refusal('INVALID_DOCUMENT', `The bundle holds ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}. Nothing was imported.`, problems)
}

function problemsIn(one: StandingPackage, path: string): readonly Problem[] {
  const { document, composed } = contentOf(one)
  return [...problemsOf({ document, composed }).filter(({ severity }) => severity === 'error').map((problem) => ({ ...problem, path: `${path}/document${problem.path}` })), ...looseReferences(one, path)]
}

/** References that do not name the content which came with them. */
function looseReferences(one: StandingPackage, path: string): readonly Problem[] {
  const { document, composed } = contentOf(one)
  return [document, ...Object.values(composed)].flatMap(composedReferences).filter((reference) => {
    const inner = composed[reference]
    return !inner || parseReference(reference).version !== contentHash(inner)
  }).map((reference) => ({ code: 'BUNDLE_INVALID', severity: 'error' as const, path: `${path}/composed`, message: `"${one.name}" composes ${reference}, which did not come with it.` }))
}

/** A bundle brings newer versions of what came from bundles, never of what belongs to somebody here. */
async function requireNames({ prisma }: Database, { packages }: Bundle): Promise<void> {
  const taken = await prisma.libraryEntry.findMany({ where: { name: { in: packages.map(({ name }) => name) }, source: { not: 'bundle' } } })
  const clashing = taken.filter(({ name }) => packages.some((one) => one.name === name))
  if (clashing.length > 0) throw new Refusal('NAME_TAKEN', `The library has workflows of its own with the names ${clashing.map(({ name }) => name).join(', ')}. Nothing was imported.`, { names: clashing.map(({ name }) => name) })
}

/** The schema has read documents; its type only knows their keys to be optional in another way. */
function contentOf({ document, composed, samples }: StandingPackage): { readonly document: WorkflowDocument; readonly composed: { readonly [reference: string]: WorkflowDocument }; readonly samples: readonly Sample[] } {
  return { document: document as WorkflowDocument, composed: composed as { readonly [reference: string]: WorkflowDocument }, samples: samples as readonly Sample[] }
}
