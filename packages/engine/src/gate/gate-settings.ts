import type { Json } from '@eddy/workflow'
import { parseDuration } from '@eddy/workflow/duration'
import { textOf } from '../plan/text-of.ts'
import type { GateRequest } from '../port/gates.ts'
import { atLeastOne } from './at-least-one.ts'

const DEFAULT_PER_MS = 1000
const DEFAULT_RATE_WAIT_MS = 60_000

type Settings = GateRequest['settings']

/** How many may be inside at the same time. */
export function mostInside({ limit }: Settings): number {
  return atLeastOne(limit)
}

/** The longest time in the queue, milliseconds; undefined: as long as it takes. */
export function longestWait({ wait }: Settings): number | undefined {
  return millisecondsOf(wait)
}

export interface RateSettings {
  readonly max: number
  readonly perMs: number
  readonly waitMs: number
}

export function rateSettings(settings: Settings): RateSettings {
  return { max: atLeastOne(settings['max']), perMs: millisecondsOf(settings['per']) ?? DEFAULT_PER_MS, waitMs: longestWait(settings) ?? DEFAULT_RATE_WAIT_MS }
}

function millisecondsOf(duration: Json | undefined): number | undefined {
  return parseDuration(textOf(duration ?? null))
}
