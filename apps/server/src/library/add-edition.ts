import { agentSlots, manifestOf, searchText, sketchOf } from '@eddy/library'
import type { Expectation } from '@eddy/rehearsal'
import { catalog } from '@eddy/steps/contract'
import { contentHash, type WorkflowDocument, type WorkflowExtension } from '@eddy/workflow'
import type { Database, LibraryEntry } from '../db/index.ts'
import { newId } from '../new-id.ts'
import { Refusal } from '../refusal.ts'
import type { Origin, Sample } from './library-entry.ts'

/** A version that is to be kept in the library, whole. */
export interface NewEdition {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly category: string
  readonly tags: readonly string[]
  readonly source: 'workspace' | 'shipped' | 'bundle'
  readonly signer?: string | undefined
  readonly workflowId?: string | undefined
  readonly origin?: Origin | null | undefined
  readonly document: WorkflowDocument
  /** When it is told by what it does unlike another entry. */
  readonly extension?: WorkflowExtension | undefined
  /** By references that pin their content. */
  readonly composed: { readonly [reference: string]: WorkflowDocument }
  readonly samples: readonly Sample[]
  readonly expectations: readonly Expectation[]
  readonly note: string
  readonly by?: string | undefined
}

export interface AddedEdition {
  readonly entry: LibraryEntry
  readonly number: number
  /** False: the newest version is this already, and nothing was added. */
  readonly added: boolean
}

/** Keeps an edition as the next version of its entry. Its manifest is computed here, never taken over. */
export async function addEdition(db: Database, edition: NewEdition): Promise<AddedEdition> {
  const { prisma } = db
  const hash = contentHash(edition.document)
  const known = await prisma.libraryEntry.findUnique({ where: { name: edition.name } })
  const newest = known && (await prisma.libraryVersion.findUnique({ where: { entryId_number: { entryId: known.id, number: known.latest } }, select: { contentHash: true } }))
  if (known && newest?.contentHash === hash) return reword(db, known, edition)
  const id = known?.id ?? newId()
  const number = (known?.latest ?? 0) + 1
  const [entry] = await prisma.$transaction([
    known
      ? prisma.libraryEntry.update({ where: { id, latest: known.latest }, data: { ...wordsOf(edition), latest: number, sketch: sketchOf(edition.document) as object, coverage: null, updatedAt: new Date() } })
      : prisma.libraryEntry.create({ data: { id, name: edition.name, ...wordsOf(edition), ...sourceOf(edition), latest: number, sketch: sketchOf(edition.document) as object } }),
    prisma.libraryVersion.create({ data: { entryId: id, number, contentHash: hash, ...madeOf(edition), ...contentOf(edition) } }),
  ]).catch((error: unknown) => {
    throw isRace(error) ? new Refusal('NAME_TAKEN', `Somebody has just published "${edition.name}" to the library too; look at that version first.`) : error
  })
  return { entry, number, added: true }
}

/** The content is the same, what is said of it may not be. */
async function reword({ prisma }: Database, { id, latest }: LibraryEntry, edition: NewEdition): Promise<AddedEdition> {
  const [entry] = await prisma.$transaction([
    prisma.libraryEntry.update({ where: { id }, data: wordsOf(edition) }),
    prisma.libraryVersion.update({ where: { entryId_number: { entryId: id, number: latest } }, data: contentOf(edition) }),
  ])
  return { entry, number: latest, added: false }
}

function wordsOf(edition: NewEdition): { title: string; description: string; category: string; tags: string[]; agents: string[]; searchText: string; retiredAt: null } {
  const { title, description, category, tags } = edition
  return { title, description, category, tags: [...tags], agents: agentSlots([edition.document, ...Object.values(edition.composed)]).map(({ name }) => name), searchText: searchText(edition), retiredAt: null }
}

function sourceOf({ source, signer, workflowId, origin }: NewEdition): { source: string; signer: string | null; workflowId: string | null; origin?: object } {
  return { source, signer: signer ?? null, workflowId: workflowId ?? null, ...(origin ? { origin } : {}) }
}

function madeOf({ document, composed, note, by }: NewEdition): { document: object; composed: object; manifest: object; note: string; publishedBy: string | null } {
  return { document, composed, manifest: manifestOf(document, { catalog, composed }), note, publishedBy: by ?? null }
}

function contentOf({ samples, expectations, extension }: NewEdition): { samples: object; expectations: object; extension?: object } {
  return { samples: samples as object, expectations: expectations as object, ...(extension ? { extension } : {}) }
}

/** P2025: the entry has moved on; P2002: the name or number is taken. */
function isRace(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && (error.code === 'P2025' || error.code === 'P2002')
}
