import type { Database } from '../db/index.ts'
import type { ScheduleConfig } from './trigger-config.ts'
import { triggerRecord, type TriggerRecord } from './trigger-record.ts'

export interface Scheduled {
  readonly trigger: TriggerRecord
  readonly config: ScheduleConfig
  readonly nextAt: Date
}

/** Whether there is anything to look at. */
export interface Pending {
  /** A schedule is due. */
  readonly due: boolean
  /** Whoever has claimed a firing has not started its run in time. */
  readonly lapsed: boolean
  /** A trigger waits for something to happen. */
  readonly watching: boolean
  /** Something that has fired waits for an earlier run. */
  readonly waiting: boolean
}

/** Each by the first entry of its index, whatever the planner thinks of the table: it is asked every second, for as long as the server lives. $1: now. */
const PENDING = `SELECT (SELECT next_at FROM trigger WHERE enabled AND kind = 'schedule' AND next_at IS NOT NULL ORDER BY next_at LIMIT 1) <= $1 IS TRUE AS due,
  least((SELECT lease_until FROM trigger_firing WHERE state = 'claimed' ORDER BY lease_until LIMIT 1), (SELECT lease_until FROM trigger_firing WHERE state = 'starting' ORDER BY lease_until LIMIT 1)) < $1 IS TRUE AS lapsed,
  EXISTS (SELECT FROM trigger WHERE enabled AND kind IN ('run', 'signal', 'file')) AS watching,
  (SELECT true FROM trigger_firing WHERE state = 'waiting' ORDER BY lease_until LIMIT 1) IS TRUE AS waiting`

/** What there is to look at, in one question: most of the time nothing. */
export async function pendingOf({ pool }: Database, now: Date): Promise<Pending> {
  const { rows: [pending] } = await pool.query<Pending>({ name: 'pending_triggers', text: PENDING, values: [now] })
  return pending ?? { due: false, lapsed: false, watching: false, waiting: false }
}

/** Schedules that are due, the longest due first. */
export async function dueTriggers({ prisma }: Database, now: Date, most: number): Promise<readonly Scheduled[]> {
  return (await prisma.trigger.findMany({ where: { enabled: true, kind: 'schedule', nextAt: { lte: now } }, orderBy: { nextAt: 'asc' }, take: most })).map(triggerRecord).flatMap(scheduled)
}

/** Schedules whose next due time is still to come. */
export async function laterSchedules({ prisma }: Database, now: Date): Promise<readonly Scheduled[]> {
  return (await prisma.trigger.findMany({ where: { enabled: true, kind: 'schedule', nextAt: { gt: now } }, orderBy: { id: 'asc' } })).map(triggerRecord).flatMap(scheduled)
}

function scheduled(trigger: TriggerRecord): readonly Scheduled[] {
  const { config, nextAt } = trigger
  return config.kind === 'schedule' && nextAt !== null ? [{ trigger, config, nextAt }] : []
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
