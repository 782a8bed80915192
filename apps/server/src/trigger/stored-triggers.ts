import type { Database } from '../db/index.ts'
import type { ScheduleConfig } from './trigger-config.ts'
import { triggerRecord, type TriggerRecord } from './trigger-record.ts'

export interface Scheduled {
  readonly trigger: TriggerRecord
  readonly config: ScheduleConfig
  readonly nextAt: Date
}

/** Schedules that are due, the longest due first. */
export async function dueTriggers({ prisma }: Database, now: Date, most: number): Promise<readonly Scheduled[]> {
  const rows = await prisma.trigger.findMany({ where: { enabled: true, kind: 'schedule', nextAt: { lte: now } }, orderBy: { nextAt: 'asc' }, take: most })
  return rows.map(triggerRecord).flatMap((trigger) => (trigger.config.kind === 'schedule' && trigger.nextAt !== null ? [{ trigger, config: trigger.config, nextAt: trigger.nextAt }] : []))
}

/** Those that wait for something to happen. */
export async function watchingTriggers({ prisma }: Database): Promise<readonly TriggerRecord[]> {
  return (await prisma.trigger.findMany({ where: { enabled: true, kind: { in: ['run', 'signal', 'file'] } }, orderBy: { id: 'asc' } })).map(triggerRecord)
}

/** The trigger of each route, where there is one. */
export async function triggersOfRoutes({ prisma }: Database, routes: readonly string[]): Promise<readonly (TriggerRecord | undefined)[]> {
  const rows = await prisma.trigger.findMany({ where: { route: { in: [...new Set(routes)] } } })
  const found = new Map(rows.map((row) => [row.route, triggerRecord(row)]))
  return routes.map((route) => found.get(route))
}
