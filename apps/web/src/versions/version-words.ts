import { serverNow } from '../ui/server-time.ts'
import { durationWords } from '../ui/time-words.ts'
import type { Outcomes, VersionRow } from './version-types.ts'

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' })
const date = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' })

/** The time of day; with the date when that is not today. */
export function whenWords(at: string, now = serverNow()): string {
  const moment = new Date(at)
  return moment.toDateString() === new Date(now).toDateString() ? `today, ${clock.format(moment)}` : `${date.format(moment)}, ${clock.format(moment)}`
}

/** A dash where there is none. */
export function durationText(ms: number | null): string {
  return ms === null ? '–' : durationWords(ms)
}

/** Of the runs that have ended, the share that succeeded; undefined while none has. */
export function successShare({ runs, unfinished, succeeded }: Outcomes): number | undefined {
  const ended = runs - unfinished
  return ended === 0 ? undefined : succeeded / ended
}

export function percent(share: number | undefined): string {
  return share === undefined ? '–' : `${Math.round(100 * share)} %`
}

/** `12 runs · 92 % succeeded · half within 1.2 s, most within 3.0 s` */
export function outcomeWords(outcomes: Outcomes | undefined): string {
  if (!outcomes || outcomes.runs === 0) return 'No runs in the last 30 days'
  const { runs, p50, p95 } = outcomes
  const share = successShare(outcomes)
  return [`${runs} ${runs === 1 ? 'run' : 'runs'}`, ...(share === undefined ? ['none has ended'] : [`${percent(share)} succeeded`, `p50 ${durationText(p50)}`, `p95 ${durationText(p95)}`])].join(' · ')
}

export function editsWords(edits: number): string {
  return `${edits} ${edits === 1 ? 'edit' : 'edits'}`
}

export function retirementWords({ retired, retireAt, retireReason }: VersionRow): string | undefined {
  if (retireAt === null) return undefined
  return `${retired ? 'Retired' : `Retires ${whenWords(retireAt)}`}${retireReason ? `: ${retireReason}` : ''}`
}
