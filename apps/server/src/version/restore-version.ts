import { contentHash } from '@eddy/workflow'
import type { Database } from '../db/index.ts'
import { Refusal } from '../refusal.ts'
import { documentOf, workflowRecord, type WorkflowRecord } from '../workflow/workflow-record.ts'
import { findVersion } from './find-version.ts'

/** Makes a version's document the draft again, based on the newest version. Refuses when the draft has moved on since `revision`. */
export async function restoreVersion(db: Database, { workflowId, number, revision }: { readonly workflowId: string; readonly number: number; readonly revision: number }): Promise<WorkflowRecord> {
  const version = await findVersion(db, workflowId, number)
  const workflow = await db.prisma.workflow.findUniqueOrThrow({ where: { id: workflowId }, include: { versions: { select: { number: true }, orderBy: { number: 'desc' }, take: 1 } } })
  // a workflow keeps its name: what calls it would not find it by an older one
  const document = { ...documentOf(version), name: workflow.name }
  const { count } = await db.prisma.workflow.updateMany({
    where: { id: workflowId, revision },
    data: { document: document as object, title: document.title ?? null, contentHash: contentHash(document), draftBase: workflow.versions[0]?.number ?? null, revision: revision + 1, updatedAt: new Date() },
  })
  if (count === 0) throw new Refusal('STALE_SAVE', 'Someone has changed this workflow since you opened it.', { revision: workflow.revision, document: documentOf(workflow) })
  return workflowRecord(await db.prisma.workflow.findUniqueOrThrow({ where: { id: workflowId } }))
}
