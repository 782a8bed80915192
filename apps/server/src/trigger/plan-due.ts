import { lastTimes, nextTime } from './schedule-times.ts'
import type { CatchUp, ScheduleConfig } from './trigger-config.ts'

/** Later than this, a due time has been missed: no server was there. */
export const GRACE_MS = 60_000
/** On time all at once, after a short stall; what is older counts as missed. */
const MOST_ON_TIME = 100

export interface DuePlan {
  /** To be fired, oldest first. */
  readonly fire: readonly Date[]
  /** The oldest and newest due time that is given up, when there are any. */
  readonly missed: { readonly from: Date; readonly to: Date } | null
  /** When it is due next; always after now. */
  readonly next: Date | null
}

/** What becomes of a schedule that was due at `nextAt`. Pure; never looks further back than `nextAt`, so that nothing fires twice. */
export function planDue({ when, catchUp }: ScheduleConfig, { nextAt, now }: { readonly nextAt: Date; readonly now: Date }): DuePlan {
  const following = nextTime(when, nextAt)
  // by far the most common: only one is due
  if (following === null || following > now) return { ...single(catchUp, { nextAt, now }), next: following }
  const next = nextTime(when, now)
  const onTime = lastTimes(when, { from: later(nextAt, new Date(now.getTime() - GRACE_MS)), until: now, most: MOST_ON_TIME })
  const edge = new Date((onTime[0] ?? now).getTime() - (onTime.length > 0 ? 1 : 0))
  const wanted = catchUp.policy === 'all' ? catchUp.most : 1
  const late = lastTimes(when, { from: nextAt, until: edge, most: wanted + 1 })
  const caught = catchUp.policy === 'skip' || (catchUp.policy === 'last' && onTime.length > 0) ? [] : late.slice(-wanted)
  const given = late.length > caught.length
  // what is given up begins with the first and ends before the first that is caught up with
  const to = caught[0] === undefined ? late.at(-1) : late.at(-caught.length - 1)
  return { fire: [...caught, ...onTime], missed: given && to ? { from: nextAt, to } : null, next }
}

function single({ policy }: CatchUp, { nextAt, now }: { readonly nextAt: Date; readonly now: Date }): Omit<DuePlan, 'next'> {
  const given = policy === 'skip' && now.getTime() - nextAt.getTime() > GRACE_MS
  return given ? { fire: [], missed: { from: nextAt, to: nextAt } } : { fire: [nextAt], missed: null }
}

function later(a: Date, b: Date): Date {
  return a > b ? a : b
}
