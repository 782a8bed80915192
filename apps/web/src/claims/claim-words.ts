import { durationWords, timeWords } from '../ui/time-words.ts'

interface Held {
  readonly keep: 'run' | 'until_released'
  readonly expiresAt: string | null
}

/** `until 14:02:11, in 5 min`, `until its run ends`, `until somebody releases it`. */
export function untilWords({ keep, expiresAt }: Held, now: number): string {
  const end = keep === 'run' ? 'until its run ends' : 'until somebody releases it'
  if (expiresAt === null) return end
  const left = Date.parse(expiresAt) - now
  const lease = left <= 0 ? 'its time is over' : `at most ${timeWords(expiresAt, now)}, in ${durationWords(left)}`
  return left <= 0 ? lease : `${end}, ${lease}`
}

const ends: { readonly [status: string]: string } = { completed: 'ended with its run, which succeeded', failed: 'ended with its run, which failed', released: 'released', expired: 'ran out' }

interface Ended {
  readonly status: string
  readonly endedAt: string | null
  readonly endedBy: string | null
  readonly endReason: string | null
}

/** How a claim has ended: `released by Ada: the worker has died`. */
export function endWords({ status, endedBy, endReason }: Ended): string {
  const how = status === 'in_progress' ? 'ran out' : (ends[status] ?? status)
  return `${how}${endedBy ? ` by ${endedBy}` : ''}${endReason ? `: ${endReason}` : ''}`
}
