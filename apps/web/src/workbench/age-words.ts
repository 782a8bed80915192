import { serverNow } from '../ui/server-time.ts'

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })
const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })

/** "3 hours ago", "in 2 days"; under a minute "just now". */
export function ageWords(at: string, now = serverNow()): string {
  const ms = Date.parse(at) - now
  for (const [unit, length] of units) if (Math.abs(ms) >= length) return relative.format(Math.trunc(ms / length), unit)
  return 'just now'
}

export function momentWords(at: string): string {
  return moment.format(new Date(at))
}
