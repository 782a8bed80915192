import { durationWords } from '../ui/time-words.ts'
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
  if (heardAt === null) return worker
  const silent = now - Date.parse(heardAt)
  return `${worker}, heard of ${silent < 1000 ? 'just now' : `${durationWords(silent)} ago`}`
}

/** Until when the worker has it; undefined where nobody has. */
export function leaseEndWords({ leaseUntil, over }: Pick<TaskRow, 'leaseUntil' | 'over'>, now: number): string | undefined {
  if (leaseUntil === null) return undefined
  const left = Date.parse(leaseUntil) - now
  if (over) return left > 0 ? `in ${durationWords(left)}; its run has ended without it` : 'over; its run has ended without it'
  return left > 0 ? `in ${durationWords(left)}, then it is offered again` : 'over; it is offered again'
}
