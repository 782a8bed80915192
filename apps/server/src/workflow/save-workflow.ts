import { contentHash, type WorkflowDocument } from '@eddy/workflow'
import type { Database } from '../db/index.ts'
import { Refusal } from '../refusal.ts'
import { documentOf } from './workflow-record.ts'

export interface SaveRequest {
  readonly id: string
  readonly document: WorkflowDocument
  readonly baseRevision: number
}

/** Keeps a draft made from `baseRevision`; when the stored one has moved on, refuses and tells it. */
export async function saveWorkflow(db: Database, { id, document, baseRevision }: SaveRequest): Promise<{ revision: number; contentHash: string; savedAt: string }> {
  const hash = contentHash(document)
  const savedAt = new Date()
  const namesake = await db.prisma.workflow.findUnique({ where: { name: document.name }, select: { id: true } })
  if (namesake && namesake.id !== id) throw new Refusal('NAME_TAKEN', `Another workflow is named "${document.name}"; choose another name.`)
  // the revision in the condition makes check and write one step
  const { count } = await db.prisma.workflow.updateMany({
    where: { id, revision: baseRevision },
    data: { name: document.name, title: document.title ?? null, document: document as object, contentHash: hash, revision: baseRevision + 1, updatedAt: savedAt },
  })
  if (count === 1) return { revision: baseRevision + 1, contentHash: hash, savedAt: savedAt.toISOString() }
  const stored = await db.prisma.workflow.findUnique({ where: { id } })
  if (!stored) throw new Refusal('NOT_FOUND', `There is no workflow ${id}; it may have been removed.`)
  throw new Refusal('STALE_SAVE', 'Someone has changed this workflow since you opened it.', { revision: stored.revision, document: documentOf(stored) })
}
