import type { Database, TriggerFiring } from '../db/index.ts'
import { FINAL_STATUSES } from '../run/final-statuses.ts'
import type { TriggerRecord } from './trigger-record.ts'

interface Admission {
  readonly firing: TriggerFiring
  readonly trigger: TriggerRecord
  readonly lease: Date
}

/**
 * Decides, while an earlier run of the trigger may still be under way, whether a firing starts now, waits or is skipped. The trigger's row
 * is locked meanwhile: of two firings that find nothing under way, the second sees the first.
 */
export function admitFiring({ prisma }: Database, { firing, trigger, lease }: Admission): Promise<'starting' | 'waiting' | 'skipped' | 'gone'> {
  return prisma.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM trigger WHERE id = ${trigger.id} FOR UPDATE`
    const underWay = await tx.run.findFirst({ where: { triggerId: trigger.id, status: { notIn: FINAL_STATUSES } }, select: { id: true } })
    const ahead = await tx.triggerFiring.findFirst({ where: { triggerId: trigger.id, id: { not: firing.id }, OR: [{ state: 'starting' }, ...(firing.state === 'waiting' ? [] : [{ state: 'waiting' }])] }, select: { id: true } })
    const busy = underWay !== null || ahead !== null
    const state = !busy ? 'starting' : trigger.overlap === 'wait' ? 'waiting' : 'skipped'
    const data = state === 'starting' ? { state, leaseUntil: lease } : { state, leaseUntil: null, reason: state === 'skipped' ? 'An earlier run of this trigger was still under way.' : 'Waits until the earlier run of this trigger has ended.' }
    const { count } = await tx.triggerFiring.updateMany({ where: { id: firing.id, state: { in: ['claimed', 'waiting'] } }, data })
    return count === 1 ? state : 'gone'
  })
}
