import type { Database } from '../db/index.ts'
import { gone, startingPoint } from './save-trigger.ts'
import { triggerRecord, type TriggerRecord } from './trigger-record.ts'

/** Lets a trigger fire again, or not any more. What happened while it was paused is over: it starts from now. */
export async function enableTrigger({ prisma }: Database, { id, enabled }: { readonly id: string; readonly enabled: boolean }, now: Date): Promise<TriggerRecord> {
  const row = await prisma.trigger.findUnique({ where: { id } })
  if (!row) throw gone(id)
  if (row.enabled === enabled) return triggerRecord(row)
  const point = enabled ? startingPoint(triggerRecord(row).config, now) : {}
  return triggerRecord(await prisma.trigger.update({ where: { id }, data: { enabled, ...point, trouble: null, revision: { increment: 1 }, updatedAt: now } }))
}
