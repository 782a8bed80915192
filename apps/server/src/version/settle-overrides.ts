import { holdsOverride, type Override, type WorkflowDocument } from '@eddy/workflow'
import type { Database } from '../db/index.ts'

/** What was accepted into the draft belongs to the version that is made of it now; what was changed again since then belongs to none. */
export async function settleOverrides({ prisma }: Database, { workflowId, number, document }: { readonly workflowId: string; readonly number: number; readonly document: WorkflowDocument }): Promise<void> {
  const pending = await prisma.acceptedOverride.findMany({ where: { workflowId, version: null } })
  const held = pending.filter(({ name, fields }) => holdsOverride(document, { name, fields: fields as unknown as Override['fields'] }))
  const ids = held.map(({ id }) => id)
  await prisma.$transaction([
    prisma.acceptedOverride.updateMany({ where: { id: { in: ids } }, data: { version: number } }),
    prisma.acceptedOverride.deleteMany({ where: { id: { in: pending.map(({ id }) => id).filter((id) => !ids.includes(id)) } } }),
  ])
}
