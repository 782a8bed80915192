import type { Clock } from '@eddy/engine'
import { serverTime } from './server-time.ts'

export interface SteadyClockOptions {
  /** A clock that people and time servers put right. Milliseconds since the epoch. */
  readonly wall?: () => number
  /** Only ever goes on, at the pace of time. Milliseconds. */
  readonly steady?: () => number
  /** How often it is looked whether the wall clock has been put forward. */
  readonly watchMs?: number
  /** The wall clock was put forward by so many milliseconds, or the machine slept so long, while something waits. */
  readonly onJump?: (ms: number) => void
}

/** So much slower than time it goes until the wall clock has caught up. */
const SLOWER = 0.1
/** The longest delay that timers take; a later time is waited for in stretches. */
const LONGEST = 2 ** 31 - 1
/** Less is the pace of the machine, not somebody who has put the clock. */
const JUMP_MS = 1000

interface Armed {
  readonly arm: () => void
}

/**
 * The wall clock, for what waits. Put back, it would make a wait of a second an hour long: this one goes on instead, a tenth slower than time,
 * until the wall clock has caught up. Put forward, or after the machine has slept, it is followed at once, and what has come due meanwhile
 * goes off when that is noticed.
 */
export function createSteadyClock({ wall = Date.now, steady = () => performance.now(), watchMs = 5000, onJump = () => undefined }: SteadyClockOptions = {}): Clock {
  /** From its first use on: before that a server has not heard what time its database has. */
  let last: { readonly now: number; readonly steady: number } | undefined
  const armed = new Set<Armed>()
  let watching: ReturnType<typeof setInterval> | undefined
  let ahead = 0

  function now(): number {
    const at = steady()
    const before = last
    if (before === undefined) ahead = wall() - at
    last = { now: before === undefined ? wall() : Math.max(wall(), before.now + (at - before.steady) * (1 - SLOWER)), steady: at }
    // events are told in whole milliseconds
    return Math.floor(last.now)
  }

  function look(): void {
    const difference = wall() - steady()
    const by = difference - ahead
    ahead = difference
    if (by > JUMP_MS) {
      onJump(by)
      armed.forEach((timer) => timer.arm())
    }
    if (armed.size > 0) return
    clearInterval(watching)
    watching = undefined
  }

  return {
    breathes: true,
    now,
    at(at, callback) {
      let handle: ReturnType<typeof setTimeout> | undefined
      let left = 0
      const timer: Armed = { arm }
      function arm(): void {
        clearTimeout(handle)
        left = at - now()
        handle = left > LONGEST ? setTimeout(arm, LONGEST) : setTimeout(ring, Math.max(0, left))
      }
      function ring(): void {
        armed.delete(timer)
        callback()
      }
      arm()
      // what is over before the next look needs none
      if (left > watchMs) {
        armed.add(timer)
        watching ??= setInterval(look, watchMs).unref()
      }
      return () => {
        clearTimeout(handle)
        armed.delete(timer)
      }
    },
  }
}

/** Of this process: all runs go by it. */
export const steadyClock = createSteadyClock({ wall: serverTime.now, onJump: (ms) => console.warn(`The clock went forward by ${Math.round(ms / 1000)} s: it was put, or the machine slept. Waits, deadlines and timeouts that have come due by it end now.`) })
