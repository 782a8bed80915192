import { isPinned, type WorkflowDocument, type WorkflowReference } from '@eddy/workflow'
import type { Database, Version, Workflow } from '../db/index.ts'
import { documentOf } from '../workflow/workflow-record.ts'

const NUMBER = /^[1-9][0-9]{0,8}$/

/**
 * What a reference means now: `name@3` the version of that number, `name@4f0c2a91` the version or draft with that content, `name` alone
 * the live version, or the draft while none is live. Undefined when there is nothing of the kind.
 */
export async function referencedDocument(db: Database, reference: WorkflowReference): Promise<WorkflowDocument | undefined> {
  const workflow = await db.prisma.workflow.findUnique({ where: { name: reference.name }, include: { pointers: { where: { environment: 'live' } } } })
  if (!workflow) return undefined
  const number = reference.version === null ? workflow.pointers[0]?.number : NUMBER.test(reference.version) ? Number(reference.version) : undefined
  const version = number === undefined ? null : await db.prisma.version.findUnique({ where: { workflowId_number: { workflowId: workflow.id, number } } })
  if (version) return documentOf(version)
  return reference.version === null ? documentOf(workflow) : pinned(db, workflow, reference)
}

async function pinned(db: Database, workflow: Workflow, reference: WorkflowReference): Promise<WorkflowDocument | undefined> {
  const version: Version | null = await db.prisma.version.findFirst({ where: { workflowId: workflow.id, contentHash: { startsWith: reference.version ?? '' } }, orderBy: { number: 'desc' } })
  return [version, workflow].flatMap((found) => (found ? [documentOf(found)] : [])).find((document) => isPinned(document, reference))
}
