/** A length of time in at most two units: `480 ms`, `1.2 s`, `2 min 5 s`, `3 h 10 min`. */
export function durationWords(ms: number): string {
  if (ms < 1000) return `${Math.max(0, Math.round(ms))} ms`
  if (ms < 10_000) return `${(Math.floor(ms / 100) / 10).toFixed(1)} s`
  const seconds = Math.floor(ms / 1000)
  if (seconds < 60) return `${seconds} s`
  if (seconds < 3600) return twoUnits(seconds, 60, ['min', 's'])
  if (seconds < 86_400) return twoUnits(Math.floor(seconds / 60), 60, ['h', 'min'])
  return twoUnits(Math.floor(seconds / 3600), 24, ['d', 'h'])
}

function twoUnits(count: number, per: number, [large, small]: readonly [string, string]): string {
  const rest = count % per
  return rest === 0 ? `${Math.floor(count / per)} ${large}` : `${Math.floor(count / per)} ${large} ${rest} ${small}`
}

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' })
const date = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' })

/** The time of day; with the date when that is not today. */
export function timeWords(at: number | string, now = Date.now()): string {
  const moment = new Date(at)
  const time = clock.format(moment)
  return moment.toDateString() === new Date(now).toDateString() ? time : `${date.format(moment)}, ${time}`
}

const JUST_MS = 10_000

/** `14:02:11, 5 min ago`; the first seconds are not counted. */
export function sinceWords(at: number | string, now: number): string {
  const ms = now - new Date(at).getTime()
  return `${timeWords(at, now)}, ${ms < JUST_MS ? 'just now' : `${durationWords(ms)} ago`}`
}
