import type { Firing, RunsChoice, TriggerConfig, TriggerKind, TriggerRow, When } from './trigger-types.ts'

export const kindTitles: { readonly [K in TriggerKind]: string } = { manual: 'Manual', api: 'API', webhook: 'Webhook', schedule: 'Schedule', run: 'Ended run', signal: 'Signal', file: 'File' }

export const kindHints: { readonly [K in TriggerKind]: string } = {
  manual: 'a person fires it',
  api: 'a program fires it',
  webhook: 'another system calls an address',
  schedule: 'at times of the clock',
  run: 'a run of another workflow has ended',
  signal: 'a step has sent a signal',
  file: 'a file has arrived in the workspace',
}

/** What makes it fire, in one line. `titleOf`: of a workflow by its id. */
export function causeWords(config: TriggerConfig, titleOf: (workflowId: string) => string): string {
  switch (config.kind) {
    case 'manual':
      return 'When somebody fires it'
    case 'api':
      return 'When a program fires it'
    case 'webhook':
      return `${config.method} /hooks/${config.path}${config.signature === null ? '' : ', signed'}`
    case 'schedule':
      return whenWords(config.when)
    case 'run':
      return `When a run of ${titleOf(config.workflowId)} has ${orWords(config.statuses.map((status) => endingWords[status]))}`
    case 'signal':
      return `When the signal “${config.signal}” is sent`
    case 'file':
      return `When a file ${config.glob} has arrived`
  }
}

export const endingWords = { succeeded: 'succeeded', failed: 'failed', rolled_back: 'rolled back', rollback_incomplete: 'rolled back in part', cancelled: 'been cancelled' } as const

function orWords(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}

export function whenWords(when: When): string {
  switch (when.every) {
    case 'cron':
      return `At ${when.cron} (${when.zone})`
    case 'interval':
      return `Every ${intervalWords(when.interval)}`
    case 'once':
      return `Once, ${momentWords(when.at)}`
  }
}

const units: readonly (readonly [RegExp, string])[] = [[/(\d+)W/, 'week'], [/(\d+)D/, 'day'], [/(\d+)H/, 'hour'], [/T(?:.*H)?(\d+)M/, 'minute'], [/(\d+)S/, 'second']]

/** `PT1H30M` as `1 hour 30 minutes`; as it is written when it says less common things. */
export function intervalWords(iso: string): string {
  if (iso.includes('.') || iso.includes(',')) return iso
  const parts = units.flatMap(([pattern, unit]) => {
    const count = Number(pattern.exec(iso)?.[1] ?? 0)
    return count === 0 ? [] : [count === 1 && iso.length <= 4 ? unit : `${count} ${unit}${count === 1 ? '' : 's'}`]
  })
  return parts.length === 0 ? iso : parts.join(' ')
}

const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })

export function momentWords(at: string): string {
  return Number.isNaN(Date.parse(at)) ? '…' : moment.format(new Date(at))
}

/** A time on the clocks of a zone: `Mon, 23 Nov, 09:00 CET`. */
export function zonedWords(at: string, zone: string): string {
  return new Intl.DateTimeFormat(undefined, { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZone: zone, timeZoneName: 'short' }).format(new Date(at))
}

/** `in 3 h`, `in 2 d`: how long it is until then, roughly. */
export function untilWords(at: string, now: number): string {
  const seconds = Math.max(0, Math.round((Date.parse(at) - now) / 1000))
  if (seconds < 60) return `in ${seconds} s`
  if (seconds < 3600) return `in ${Math.round(seconds / 60)} min`
  return seconds < 172_800 ? `in ${Math.round(seconds / 3600)} h` : `in ${Math.round(seconds / 86_400)} d`
}

export function zoneOf({ config }: Pick<TriggerRow, 'config'>): string {
  return config.kind === 'schedule' && config.when.every === 'cron' ? config.when.zone : new Intl.DateTimeFormat().resolvedOptions().timeZone
}

export function runsWords(runs: RunsChoice): string {
  if ('draft' in runs) return 'the draft'
  return 'number' in runs ? `version ${runs.number}` : `what is ${runs.environment}`
}

export const firingWords: { readonly [S in Firing['state']]: string } = { claimed: 'Starting', starting: 'Starting', waiting: 'Waiting', started: 'Started a run', refused: 'Refused', skipped: 'Skipped' }
