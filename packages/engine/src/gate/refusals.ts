import { textOf } from '../plan/text-of.ts'
import type { GateRequest } from '../port/gates.ts'
import type { FailureReport } from '../port/step-executor.ts'
import type { RateSettings } from './gate-settings.ts'

type Asked = Pick<GateRequest, 'name' | 'settings'>

/** It was taken for as long as the request waits. `why`: where that is not known. */
export function notFree({ name, settings }: Asked, why = ''): FailureReport {
  return { code: 'LOCKED', message: `"${name}" was not free within ${textOf(settings['wait'] ?? null)}${why}`, retryable: true }
}

export function noLongerWaits(code: 'LOCKED' | 'RATE_LIMITED', { name }: Pick<Asked, 'name'>): FailureReport {
  return { code, message: `the run no longer waits for "${name}"`, retryable: true }
}

/** It would have to wait longer than it may. */
export function tooSoon({ name }: Pick<Asked, 'name'>, { max, perMs }: RateSettings, delayMs: number): FailureReport {
  return { code: 'RATE_LIMITED', message: `"${name}" takes ${max} calls in ${perMs} ms; the next is free in ${Math.ceil(delayMs)} ms`, retryable: true }
}
