import { wordOfRun } from '../ui/run-status.ts'
import type { FailureRow } from './failure-types.ts'

export function workflowOf({ workflowTitle, workflowName }: Pick<FailureRow, 'workflowTitle' | 'workflowName'>): string {
  return workflowTitle ?? workflowName
}

/** "Ship a parcel at Pay the carrier": where it happens. */
export function placeOf(row: Pick<FailureRow, 'workflowTitle' | 'workflowName' | 'error' | 'stepTitle'>): string {
  const step = row.stepTitle ?? row.error.step?.replace(/\[\d+\]/g, '')
  return step ? `${workflowOf(row)} at ${step}` : workflowOf(row)
}

export function runsOf(count: number): string {
  return count === 1 ? '1 run' : `${count.toLocaleString('en')} runs`
}

/** What people have made of it, in words. */
export function stateOf({ state, reason }: Pick<FailureRow, 'state' | 'reason'>): { readonly word: string; readonly because: string } {
  switch (state) {
    case 'open':
      return { word: 'Open', because: '' }
    case 'reopened':
      return { word: 'Came again', because: reason && `was resolved: ${reason}` }
    case 'resolved':
      return { word: 'Resolved', because: reason }
  }
}

const units = [['day', 86_400_000], ['hour', 3_600_000], ['minute', 60_000]] as const

/** "3 hours ago", at most in days. */
export function agoWords(at: string, now: number): string {
  const past = Math.max(0, now - Date.parse(at))
  for (const [unit, ms] of units) {
    const count = Math.floor(past / ms)
    if (count >= 1) return `${count} ${unit}${count === 1 ? '' : 's'} ago`
  }
  return 'just now'
}

/** "Re-run: 2 of 3 runs, 1 succeeded": what has come of running them again. */
export function rerunWords({ runs, rerun }: Pick<FailureRow, 'runs' | 'rerun'>): string {
  if (rerun === null) return ''
  const which = rerun.runs === runs ? (runs === 1 ? '' : runs === 2 ? 'both, ' : `all ${runs.toLocaleString('en')}, `) : `${rerun.runs.toLocaleString('en')} of ${runs.toLocaleString('en')}, `
  const came = rerun.runs === 1 ? wordOfRun[rerun.lastStatus].word.toLowerCase() : rerun.succeeded === rerun.runs ? 'all succeeded' : `${rerun.succeeded.toLocaleString('en')} succeeded`
  return `Re-run: ${which}${came}`
}
