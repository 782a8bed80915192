import type { Database, TriggerFiring } from '../db/index.ts'
import { triggerRecord } from './trigger-record.ts'
import { triggerRow, type TriggerRow } from './trigger-row.ts'

/** All triggers or those of a workflow, by workflow and name, each with what it fired last. */
export async function listTriggers({ prisma }: Database, where: { readonly workflowId?: string | undefined; readonly id?: string | undefined }): Promise<readonly TriggerRow[]> {
  const rows = await prisma.trigger.findMany({
    where: { ...(where.workflowId === undefined ? {} : { workflowId: where.workflowId }), ...(where.id === undefined ? {} : { id: where.id }) },
    include: { workflow: { select: { id: true, name: true, title: true } } },
    orderBy: [{ workflow: { name: 'asc' } }, { name: 'asc' }],
  })
  const ids = rows.map(({ id }) => id)
  // the newest of each, by the index
  const last = await prisma.$queryRaw<{ id: string }[]>`
    SELECT f.id FROM unnest(${ids}::text[]) AS t(id) CROSS JOIN LATERAL (SELECT id FROM trigger_firing WHERE trigger_id = t.id ORDER BY at DESC, id DESC LIMIT 1) f`
  const firings = await prisma.triggerFiring.findMany({ where: { id: { in: last.map(({ id }) => id) } } })
  const byTrigger = new Map<string, TriggerFiring>(firings.map((firing) => [firing.triggerId, firing]))
  return rows.map(({ workflow, ...row }) => triggerRow(triggerRecord(row), workflow, byTrigger.get(row.id)))
}
