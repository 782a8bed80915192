import { durationWords, timeWords } from '../ui/time-words.ts'
import type { TaskRow } from './task-types.ts'

const purposes: { readonly [P in TaskRow['purpose']]: string } = { run: '', undo: 'undo of ', compensate: 'failure handler of ', check: 'check of ' }

/** `step print`, `undo of print, attempt 2`. */
export function stepWords({ purpose, step, attempt }: Pick<TaskRow, 'purpose' | 'step' | 'attempt'>): string {
  return `${purposes[purpose]}${step}${attempt > 1 ? `, attempt ${attempt}` : ''}`
}

/** Who has it, and since when nothing was heard: `printer-2, heard of 3 s ago`. */
export function holderWords({ status, worker, heardAt }: Pick<TaskRow, 'status' | 'worker' | 'heardAt'>, now: number): string {
  if (status === 'held') return 'nobody: its run has halted, and offers it again when it goes on'
  if (worker === null) return 'nobody yet'
  return heardAt === null ? worker : `${worker}, heard of ${durationWords(Math.max(0, now - Date.parse(heardAt)))} ago`
}

/** Until when the worker has it; undefined where nobody has. */
export function leaseEndWords({ leaseUntil }: Pick<TaskRow, 'leaseUntil'>, now: number): string | undefined {
  if (leaseUntil === null) return undefined
  const left = Date.parse(leaseUntil) - now
  return left > 0 ? `in ${durationWords(left)}, then it is offered again` : 'over; it is offered again'
}

/** `14:02:11, 5 min ago`. */
export function sinceWords(at: string, now: number): string {
  return `${timeWords(at, now)}, ${durationWords(Math.max(0, now - Date.parse(at)))} ago`
}
