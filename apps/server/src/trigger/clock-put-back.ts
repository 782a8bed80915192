import type { Database } from '../db/index.ts'
import { nextTime } from './schedule-times.ts'
import { laterSchedules, type Scheduled } from './stored-triggers.ts'

/** Milliseconds that a clock may go back without being looked at: what a time server mends all day. */
export const PUT_BACK_MS = 1000

/**
 * Takes back what a clock that was ahead has put off: schedules that had come to times which are still to come reckon from now, and what happens is
 * looked at from now. Nothing fires twice by it: a due time is written once for its trigger. Asks each enabled schedule once. Returns how many were moved.
 */
export async function reckonAnew(db: Database, now: Date): Promise<number> {
  let moved = 0
  for (const later of await laterSchedules(db, now)) {
    const { trigger, nextAt } = later
    const next = earlier(later, now)
    if (next === undefined) continue
    const { count } = await db.prisma.trigger.updateMany({ where: { id: trigger.id, enabled: true, revision: trigger.revision, nextAt }, data: { nextAt: next } })
    moved += count
  }
  const { count } = await db.prisma.trigger.updateMany({ where: { kind: { in: ['run', 'signal'] }, seenUntil: { gt: now } }, data: { seenUntil: now } })
  return moved + count
}

function earlier({ trigger, config, nextAt }: Scheduled, now: Date): Date | undefined {
  try {
    const next = trigger.fault === null ? nextTime(config.when, now) : null
    return next !== null && next < nextAt ? next : undefined
  } catch {
    // one that cannot be reckoned with says so when it is due, and keeps none of the others
    return undefined
  }
}
