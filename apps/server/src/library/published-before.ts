import { exposedOutputs, type ExposedOutput } from '@eddy/library'
import type { Database } from '../db/index.ts'
import { libraryEdition } from './library-entry.ts'

/** What was said of a workflow when it was shared last. */
export interface PublishedBefore {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly category: string
  readonly tags: readonly string[]
  readonly latest: number
  readonly exposed: readonly ExposedOutput[]
}

/** Null: the workflow is not in the library. */
export async function publishedBefore({ prisma }: Database, workflowId: string): Promise<PublishedBefore | null> {
  const entry = await prisma.libraryEntry.findFirst({ where: { workflowId }, orderBy: { updatedAt: 'desc' } })
  if (!entry) return null
  const { id, name, title, description, category, tags, latest } = entry
  const version = await prisma.libraryVersion.findUniqueOrThrow({ where: { entryId_number: { entryId: id, number: latest } } })
  return { name, title, description, category, tags, latest, exposed: exposedOutputs(libraryEdition(version).document) }
}
