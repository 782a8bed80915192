import type { Database, TriggerFiring } from '../db/index.ts'
import { LEASE_MS, type NewFiring } from './claim-firings.ts'
import type { Arrived, Taken } from './firing-intake.ts'
import type { TriggerHost } from './trigger-host.ts'

/** What a firing has come to. `transient`: it was refused for nothing that whoever sent it has done, and may be taken another time. */
export type SettledFiring = Pick<TriggerFiring, 'id' | 'runId' | 'reason'> & { readonly state: string; readonly problems: unknown; readonly transient?: true }

/** Brings what was taken in to its run: it itself, or the same one sent before. Null: its trigger is gone. */
export function settleFiring(host: TriggerHost, { trigger, firing }: Arrived, taken: Exclude<Taken, 'changed'>): Promise<SettledFiring | null> {
  if (taken === undefined) return settleEarlier(host, trigger.id, firing)
  return taken.state === 'claimed' ? host.desk.start(taken.id, true) : Promise.resolve(taken)
}

/** One that was refused is tried again, since its fault may be gone. */
async function settleEarlier(host: TriggerHost, triggerId: string, firing: NewFiring): Promise<SettledFiring | null> {
  const { db } = host.options
  const found = await sentBefore(db, triggerId, firing)
  const earlier = found.find(({ state }) => state !== 'refused') ?? found[0]
  if (earlier?.state !== 'refused' || firing.state === 'refused') return earlier ?? null
  const { event, proof } = firing
  // where its key and its proof are of two firings, the other one has the proof
  const proven = proof === undefined || found.length > 1 ? {} : { proof }
  await db.prisma.triggerFiring.updateMany({ where: { id: earlier.id, state: 'refused' }, data: { state: 'claimed', event: event as object, leaseUntil: new Date(host.now() + LEASE_MS), reason: null, problems: [], ...proven } })
  return host.desk.start(earlier.id)
}

/** Those with its key, then those with its proof. */
async function sentBefore({ prisma }: Database, triggerId: string, { key, proof }: NewFiring): Promise<readonly TriggerFiring[]> {
  const found = await prisma.triggerFiring.findMany({ where: { triggerId, OR: [{ key }, ...(proof === undefined ? [] : [{ proof }])] } })
  return found.toSorted((a, b) => Number(b.key === key) - Number(a.key === key))
}
