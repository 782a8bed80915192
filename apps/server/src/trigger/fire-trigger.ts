import type { Json } from '@eddy/workflow'
import { newId } from '../new-id.ts'
import { Refusal } from '../refusal.ts'
import { gone } from './save-trigger.ts'
import { settleFiring } from './settle-firing.ts'
import type { TriggerEvent } from './trigger-event.ts'
import type { TriggerHost } from './trigger-host.ts'
import { triggerRecord, type TriggerRecord } from './trigger-record.ts'
import { firingRow, type FiringRow } from './trigger-row.ts'

export interface FireRequest {
  readonly id: string
  /** What a manual or API trigger gets. */
  readonly payload?: Json | undefined
  /** Tries the trigger out with this in place of what would arrive, whatever its kind, and even when it is paused. */
  readonly sample?: TriggerEvent | undefined
  /** The same key fires once; what was refused is tried again. */
  readonly idempotencyKey?: string | undefined
}

/** Fires a trigger now, for a person or a program, and says what it came to. */
export async function fireTrigger(host: TriggerHost, { id, payload, sample, idempotencyKey }: FireRequest): Promise<FiringRow> {
  const { prisma } = host.options.db
  const row = await prisma.trigger.findUnique({ where: { id } })
  if (!row) throw gone(id)
  const trigger = triggerRecord(row)
  const test = sample !== undefined
  if (!test) refuseUnlessAsked(trigger)
  const at = new Date(host.now()).toISOString()
  const key = `${test ? 'test' : 'asked'}/${idempotencyKey ?? newId()}`
  const arrived = { trigger, firing: { key, test, event: sample ?? { payload: payload ?? {}, at } } }
  const taken = await host.intake.take(arrived)
  // only what goes by what is remembered can have changed
  if (taken !== 'changed') await settleFiring(host, arrived, taken)
  const firing = await prisma.triggerFiring.findUnique({ where: { triggerId_key: { triggerId: id, key } } })
  if (!firing) throw gone(id)
  return firingRow(firing)
}

/** Tries are never refused. */
function refuseUnlessAsked({ kind, name, enabled }: TriggerRecord): void {
  if (kind !== 'manual' && kind !== 'api') throw new Refusal('INVALID_STATE', `"${name}" fires by itself. Give it a sample to try it out.`)
  if (!enabled) throw new Refusal('INVALID_STATE', `"${name}" is paused. Enable it, then fire it.`)
}
