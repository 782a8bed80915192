import { contentHash, type WorkflowDocument } from '@eddy/workflow'
import type { Database, Prisma } from '../db/index.ts'

export interface NewWorkflow {
  readonly id: string
  readonly document: WorkflowDocument
}

/** The row of a new draft. */
export function workflowRow({ id, document }: NewWorkflow): { id: string; name: string; title: string | null; document: object; contentHash: string } {
  return { id, name: document.name, title: document.title ?? null, document, contentHash: contentHash(document) }
}

/** Writes, for one transaction, that make a workflow with a first version that is live. */
export function publishedWorkflow({ prisma }: Database, created: NewWorkflow, note: string): Prisma.PrismaPromise<unknown>[] {
  const { id: workflowId, document } = created
  const row = workflowRow(created)
  return [
    prisma.workflow.create({ data: { ...row, draftBase: 1 } }),
    prisma.version.create({ data: { workflowId, number: 1, document: row.document, contentHash: contentHash(document), note } }),
    prisma.pointer.create({ data: { workflowId, environment: 'live', number: 1 } }),
  ]
}

/** Writes that bring along what an entry composes. */
export function broughtAlong(db: Database, created: readonly NewWorkflow[], title: string): Prisma.PrismaPromise<unknown>[] {
  return created.flatMap((inner) => publishedWorkflow(db, inner, `Came with "${title}" from the library`))
}
