import type { FailureContract } from '@eddy/library'
import { parseReference } from '@eddy/workflow'
import type { Database } from '../db/index.ts'
import { editionContract } from './edition-contract.ts'
import { findEdition } from './find-entry.ts'
import { libraryCard, libraryEdition, type LibraryCard, type LibraryEdition } from './library-entry.ts'

/** All that the page of an entry shows. */
export interface LibraryDetails {
  readonly card: LibraryCard
  readonly edition: LibraryEdition
  readonly contract: FailureContract
  readonly versions: readonly { readonly number: number; readonly note: string; readonly publishedAt: string; readonly publishedBy: string | null }[]
  readonly ratings: readonly { readonly by: string; readonly stars: number; readonly comment: string; readonly at: string }[]
  /** What this version extends, as it stands in the library now. */
  readonly base: { readonly name: string; readonly title: string; readonly number: number; readonly latest: number } | null
  /** Workflows here that came from it. */
  readonly installations: readonly { readonly workflowId: string; readonly name: string; readonly title: string | null; readonly number: number }[]
}

export async function libraryDetails(db: Database, request: { readonly name: string; readonly number?: number | undefined }): Promise<LibraryDetails> {
  const { entry, version } = await findEdition(db, request)
  const entryId = entry.id
  const edition = libraryEdition(version)
  const [contract, base, versions, ratings, installations] = await Promise.all([
    editionContract(db, version),
    baseOf(db, edition),
    db.prisma.libraryVersion.findMany({ where: { entryId }, select: { number: true, note: true, publishedAt: true, publishedBy: true }, orderBy: { number: 'desc' } }),
    db.prisma.libraryRating.findMany({ where: { entryId }, orderBy: { at: 'desc' }, take: 50 }),
    db.prisma.installation.findMany({ where: { entryId }, include: { workflow: { select: { name: true, title: true } } }, orderBy: { installedAt: 'desc' }, take: 100 }),
  ])
  return {
    card: libraryCard(entry),
    edition,
    contract,
    base,
    versions: versions.map((one) => ({ ...one, publishedAt: one.publishedAt.toISOString() })),
    ratings: ratings.map(({ by, stars, comment, at }) => ({ by, stars, comment, at: at.toISOString() })),
    installations: installations.map(({ workflowId, workflow, number }) => ({ workflowId, name: workflow.name, title: workflow.title, number })),
  }
}

async function baseOf({ prisma }: Database, { extension }: LibraryEdition): Promise<LibraryDetails['base']> {
  if (!extension) return null
  const { name, version } = parseReference(extension.extends)
  const entry = await prisma.libraryEntry.findUnique({ where: { name }, select: { name: true, title: true, latest: true } })
  return entry && { ...entry, number: Number(version) }
}
