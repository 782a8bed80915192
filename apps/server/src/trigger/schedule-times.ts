import { Cron } from 'croner'
import { parseDuration } from '@eddy/workflow'
import type { When } from './trigger-config.ts'

/**
 * The first due time after a moment; null when there is none any more. In a night that skips an hour, a time in it is due when that
 * hour would have ended; in a night that has an hour twice, a time in it is due once, and an hourly pattern in both.
 */
export function nextTime(when: When, after: Date): Date | null {
  switch (when.every) {
    case 'cron':
      return new Cron(when.cron, { timezone: when.zone }).nextRun(after)
    case 'interval': {
      const { from, step } = grid(when)
      return new Date(from + (Math.floor((after.getTime() - from) / step) + 1) * step)
    }
    case 'once': {
      const at = new Date(when.at)
      return at > after ? at : null
    }
  }
}

/** The last due times before or at a moment and not before another, oldest first, at most so many. */
export function lastTimes(when: When, { from, until, most }: { readonly from: Date; readonly until: Date; readonly most: number }): readonly Date[] {
  const inside = (times: readonly Date[]) => times.filter((time) => time >= from && time <= until)
  switch (when.every) {
    case 'cron':
      // the pattern looks back from before a moment, in whole seconds
      return inside(new Cron(when.cron, { timezone: when.zone }).previousRuns(most + 1, new Date(until.getTime() + 1000)).toReversed()).slice(-most)
    case 'interval': {
      const { from: origin, step } = grid(when)
      const latest = origin + Math.floor((until.getTime() - origin) / step) * step
      return inside(Array.from({ length: most }, (_, back) => new Date(latest - (most - 1 - back) * step)))
    }
    case 'once':
      return inside([new Date(when.at)])
  }
}

/** The next due times, as many as asked for. */
export function nextTimes(when: When, after: Date, count: number): readonly Date[] {
  const times: Date[] = []
  for (let at = nextTime(when, after); at !== null && times.length < count; at = nextTime(when, at)) times.push(at)
  return times
}

/** Why a schedule is never due after a moment; undefined when it is. */
export function overFault(when: When, after: Date): string | undefined {
  if (nextTime(when, after) !== null) return undefined
  return when.every === 'once' ? `${new Date(when.at).toISOString()} is over, so it would never fire.` : 'There is no time any more at which it would fire.'
}

function grid(when: Extract<When, { every: 'interval' }>): { readonly from: number; readonly step: number } {
  // the schema takes lengths of a second at least
  return { from: when.from === undefined ? 0 : Date.parse(when.from), step: parseDuration(when.interval) ?? 1000 }
}
