import { type Backoff, type ErrorRule, type Guard, type Options, parseDuration, type Retry, type Step } from '@eddy/workflow'
import { brief } from '../ui/known-value.ts'

/** `30 s`, `5 min`; what is no duration stays as it is. */
export function durationText(text: string): string {
  const ms = parseDuration(text)
  if (ms === undefined) return text
  const unit = units.find(([size]) => ms >= size && ms % size === 0) ?? (ms < 1000 ? ([1, 'ms'] as const) : ([1000, 's'] as const))
  return `${ms / unit[0]} ${unit[1]}`
}

const units: readonly (readonly [number, string])[] = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'min'],
  [1_000, 's'],
]

/** `Only when amount > 1000, otherwise skip with null`. */
export function guardText({ when, otherwise }: Guard): string {
  const end = otherwise === undefined ? 'skip with null' : 'value' in otherwise ? `skip with ${brief(otherwise.value)}` : 'fail' in otherwise ? `fail: ${otherwise.fail}` : `halt the run with ${brief(otherwise.halt)}`
  return `Only when ${short(when)}, otherwise ${end}`
}

/** `If HTTP 429, try again after 2 s, up to 5 times`; `max` is how often the step may be tried again. */
export function ruleText(rule: ErrorRule, max: Retry['max'] | undefined): string {
  return `${conditionText(rule.when)}, ${endingText(rule, max)}`
}

function endingText({ then, value, delay }: ErrorRule, max: Retry['max'] | undefined): string {
  if (then === 'continue') return `go on with ${value ? short(value) : 'null'}`
  if (then === 'halt') return `halt the run with ${value ? short(value) : 'null'}`
  if (then === 'fail') return 'fail'
  const again = `try again${delay ? ` after ${durationText(delay)}` : ''}`
  return max === undefined || max === 0 ? `${again} – but no further try is allowed` : `${again}, ${timesText(max)}`
}

/** The common conditions in words, the rest as they stand. */
export function conditionText(when: string): string {
  const text = when.trim()
  if (text === 'true') return 'Whatever the error'
  const [, field, value = ''] = /^error\.(code|class)\s*=\s*["']([^"']+)["']$/.exec(text) ?? []
  if (field === 'class') return `If ${classWords[value] ?? value}`
  if (field === 'code') return `If ${codeText(value)}`
  const codes = /^error\.code\s+in\s+\[([^\]]*)\]$/.exec(text)?.[1]
  if (codes !== undefined) return `If ${codes.split(',').map((code) => codeText(code.trim().replace(/^["']|["']$/g, ''))).join(' or ')}`
  return `If ${short(text)}`
}

function codeText(code: string): string {
  return code.replace(/^HTTP_(\d{3})$/, 'HTTP $1')
}

/** What an error class means, after `If`. */
export const classWords: { readonly [name: string]: string } = {
  validation: 'the data is not valid',
  transient: 'it is a passing trouble',
  timeout: 'it takes too long',
  conflict: 'it is in conflict with another',
  auth: 'it is not allowed',
  resource: 'a resource is exhausted',
  bug: 'it is a mistake in the program',
  cancelled: 'it was cancelled',
}

/** `Try again up to 5 times, only for timeout or resource errors`. */
export function retryText({ max, on }: Retry): string {
  const only = on === undefined ? '' : on.length === 0 ? ', but for no class of errors' : `, only for ${on.join(' or ')} errors`
  return `Try again ${timesText(max)}${only}`
}

export function timesText(max: Retry['max']): string {
  if (max === 'unlimited') return 'without limit'
  return max === 1 ? 'once' : max === 0 ? 'never' : `up to ${max} times`
}

/** `Wait 1 s, doubling, at most 30 s`; the engine's own where nothing is said. */
export function backoffText(backoff: Backoff | undefined): string {
  if (!backoff) return 'Wait 100 ms, doubling, at most 30 s'
  const { initial = 'PT0.1S', factor = 2, max = 'PT5M', jitter = 0 } = backoff
  const growth = factor === 1 ? 'every time' : `${factor === 2 ? 'doubling' : factor === 3 ? 'tripling' : `times ${factor}`}, at most ${durationText(max)}`
  return `Wait ${durationText(initial)}, ${growth}${jitter > 0 ? `, ${Math.round(jitter * 100)} % at random` : ''}`
}

/** `For timeout errors: up to 2 times; wait 10 s, doubling, at most 5 min`. */
export function classText(name: string, { max, backoff }: { readonly max?: Retry['max']; readonly backoff?: Backoff }): string {
  const parts = [...(max === undefined ? [] : [timesText(max)]), ...(backoff ? [backoffText(backoff).replace('Wait', 'wait')] : [])]
  return `For ${name} errors: ${parts.length ? parts.join('; ') : 'as for all others'}`
}

function short(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length > 60 ? `${line.slice(0, 59)}…` : line || '…'
}

export function modeText(mode: Step['mode']): string {
  return mode === 'sync' ? 'Runs alone: nothing else of the run beside it' : 'Runs beside others'
}

export function priorityText(priority: number | undefined): string {
  if (priority === undefined || priority === 0) return 'Starts in its turn'
  return priority > 0 ? `Starts before others that are ready (priority ${priority})` : `Lets others that are ready start first (priority ${priority})`
}

/** `Keep its result for 1 h by currency, for all workflows`. */
export function cacheText({ key, ttl, scope }: NonNullable<Step['cache']>): string {
  return `Keep its result for ${durationText(ttl)} by ${key === undefined ? 'its arguments' : short(key)}, for ${scope === 'workspace' ? 'all workflows' : 'runs of this workflow'}`
}

const roleSentences = {
  compensatable: 'Can be undone',
  pivot: 'Point of no return: after it the run only goes forward',
  retriable: 'Only goes forward: nothing to undo',
  irreversible: 'Cannot be undone: what it does stays',
} as const

export function roleText(role: Step['role'], byKind: boolean): string {
  return `${role === undefined ? 'By its kind' : roleSentences[role]}${role !== undefined && byKind ? ', by its kind' : ''}`
}

const interruptSentences = { retry: 'try it again', compensate: 'ask who helps when it fails', halt: 'halt for a person' } as const

export function interruptText(onInterrupt: Step['onInterrupt'], byKind: boolean): string {
  return `After a crash: ${onInterrupt === undefined ? 'as its kind says' : interruptSentences[onInterrupt]}${onInterrupt !== undefined && byKind ? ', by its kind' : ''}`
}

const timeoutSentences = { fail: 'then it fails and rolls back', halt: 'then it halts for a person', cancel: 'then it is cancelled' } as const

/** `A run has 5 min, then it fails and rolls back`. */
export function limitText({ timeout, onTimeout = 'fail' }: Options): string {
  return timeout === undefined ? 'A run has no time limit' : `A run has ${durationText(timeout)}, ${timeoutSentences[onTimeout]}`
}

/** `Of runs with the same customer, 1 at once`. */
export function concurrencyText({ key, limit = 1 }: NonNullable<Options['concurrency']>): string {
  return `Of runs with the same ${short(key)}, ${limit} at once`
}
