import { extensionBetween, type WorkflowDocument, type WorkflowExtension } from '@eddy/workflow'
import type { Database, Installation } from '../db/index.ts'
import { Refusal } from '../refusal.ts'

/** What a workflow does unlike the version that it was installed from. Refuses what came from nowhere, and what patches cannot say. */
export async function extensionOf({ prisma }: Database, installation: Installation | null, document: WorkflowDocument): Promise<WorkflowExtension> {
  if (!installation) throw new Refusal('NO_EXTENSION', 'This workflow did not come from the library, so there is nothing that it could extend.')
  const { entryId, number } = installation
  const { document: base, entry } = await prisma.libraryVersion.findUniqueOrThrow({ where: { entryId_number: { entryId, number } }, include: { entry: { select: { name: true, title: true } } } })
  // the column was written from a document
  const made = extensionBetween(base as unknown as WorkflowDocument, document, `${entry.name}@${number}`)
  if (made.ok) return made.extension
  throw new Refusal('NO_EXTENSION', `What differs from version ${number} of "${entry.title}" cannot be told as patches of it: ${made.reasons.slice(0, 3).join('; ')}. Publish it as an entry of its own instead.`, { reasons: made.reasons })
}
