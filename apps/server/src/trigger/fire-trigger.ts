import type { Json } from '@eddy/workflow'
import { newId } from '../new-id.ts'
import { Refusal } from '../refusal.ts'
import { gone } from './save-trigger.ts'
import type { TriggerEvent } from './trigger-event.ts'
import type { TriggerHost } from './trigger-host.ts'
import { triggerRecord } from './trigger-record.ts'
import { firingRow, type FiringRow } from './trigger-row.ts'

export interface FireRequest {
  readonly id: string
  /** What a manual or API trigger gets. */
  readonly payload?: Json | undefined
  /** Tries the trigger out with this in place of what would arrive, whatever its kind, and even when it is paused. */
  readonly sample?: TriggerEvent | undefined
  /** The same key fires once. */
  readonly idempotencyKey?: string | undefined
}

/** Fires a trigger now, for a person or a program, and says what it came to. */
export async function fireTrigger(host: TriggerHost, { id, payload, sample, idempotencyKey }: FireRequest): Promise<FiringRow> {
  const { prisma } = host.options.db
  const row = await prisma.trigger.findUnique({ where: { id } })
  if (!row) throw gone(id)
  const trigger = triggerRecord(row)
  const { kind, name, enabled } = trigger
  const test = sample !== undefined
  if (!test && kind !== 'manual' && kind !== 'api') throw new Refusal('INVALID_STATE', `"${name}" fires by itself. Give it a sample to try it out.`)
  if (!test && !enabled) throw new Refusal('INVALID_STATE', `"${name}" is paused. Enable it, then fire it.`)
  const at = new Date(host.now()).toISOString()
  const key = `${test ? 'test' : 'asked'}/${idempotencyKey ?? newId()}`
  await host.fire(trigger, [{ key, test, event: sample ?? { payload: payload ?? {}, at } }])
  const firing = await prisma.triggerFiring.findUnique({ where: { triggerId_key: { triggerId: id, key } } })
  if (!firing) throw gone(id)
  return firingRow(firing)
}
