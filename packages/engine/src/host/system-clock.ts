import type { Clock, Ids } from '../port/ports.ts'

/** The only place where this package meets the platform: every JavaScript host has these three. */
declare const Date: { now(): number }
declare const Math: { random(): number; min(a: number, b: number): number; max(a: number, b: number): number }
declare function setTimeout(callback: () => void, ms: number): unknown
declare function clearTimeout(handle: unknown): void

/** The longest delay that timers take; a later time is waited for in stretches. */
const LONGEST = 2 ** 31 - 1

export const systemClock: Clock = {
  breathes: true,
  now: () => Date.now(),
  at(at, callback) {
    let handle: unknown
    const arm = () => {
      const left = at - Date.now()
      handle = left > LONGEST ? setTimeout(arm, LONGEST) : setTimeout(callback, Math.max(0, left))
    }
    arm()
    return () => clearTimeout(handle)
  },
}

export const systemIds: Ids = { random: () => Math.random() }
