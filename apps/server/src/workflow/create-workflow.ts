import { contentHash, type WorkflowDocument } from '@eddy/workflow'
import type { Database } from '../db/index.ts'
import { newId } from '../new-id.ts'
import { workflowRecord, type WorkflowRecord } from './workflow-record.ts'

const MAX_NAME = 64

/** Keeps a new workflow; a taken name gets a number. With an `id` that there is, that one is it. */
export async function createWorkflow(db: Database, document: WorkflowDocument, id?: string): Promise<WorkflowRecord> {
  const there = id === undefined ? null : await db.prisma.workflow.findUnique({ where: { id } })
  if (there) return workflowRecord(there)
  for (let number = 1; ; number++) {
    const name = numbered(document.name, number)
    const named = { ...document, name }
    const created = await db.prisma.workflow.createMany({
      data: { id: id ?? newId(), name, title: document.title ?? null, document: named as object, contentHash: contentHash(named) },
      skipDuplicates: true,
    })
    if (created.count === 1) return workflowRecord(await db.prisma.workflow.findUniqueOrThrow({ where: { name } }))
  }
}

function numbered(name: string, number: number): string {
  const suffix = number === 1 ? '' : `_${number}`
  return name.slice(0, MAX_NAME - suffix.length) + suffix
}
