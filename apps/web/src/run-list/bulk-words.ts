import type { RunStatus } from '@eddy/engine'
import { reaches, type BroadVerb } from '../ui/run-status.ts'
import type { BulkOutcome, RunCount } from './run-types.ts'

export interface BulkVerb {
  readonly verb: BroadVerb
  readonly title: string
  readonly tone: 'primary' | 'danger'
  /** What comes of it for those that it reaches. */
  readonly consequence: string
  /** Which those are, and which it leaves as they are. */
  readonly reached: string
  readonly done: string
}

/** What can be done about many runs at once, in the order of its weight. */
export const bulkVerbs: readonly BulkVerb[] = [
  { verb: 'cancel', title: 'Cancel', tone: 'danger', consequence: 'Nothing new starts in them, and what they have done is undone, latest first.', reached: 'under way or halted', done: 'cancelled' },
  { verb: 'undo', title: 'Undo', tone: 'danger', consequence: 'What their steps did is undone, latest first. A run can be undone once.', reached: 'succeeded', done: 'being undone' },
  { verb: 'resume', title: 'Resume', tone: 'primary', consequence: 'They go on where they were halted; steps that have finished are not run again.', reached: 'halted', done: 'resumed' },
  { verb: 'again', title: 'Run again', tone: 'primary', consequence: 'Each is run again as a new run with its own input; the earlier runs stay as they are.', reached: 'in any state', done: 'run again' },
]

export function runsWords(count: number): string {
  return count === 1 ? '1 run' : `${count.toLocaleString('en')} runs`
}

/** How many of so many by status the verb can reach. */
export function reachOf(verb: BroadVerb, statuses: RunCount['statuses']): number {
  return Object.entries(statuses).reduce((sum, [status, count]) => sum + (reaches(verb, status as RunStatus) ? (count ?? 0) : 0), 0)
}

/** "41 of 312 runs are under way or halted. The other 271 are left as they are." */
export function reachSentence({ reached: which }: Pick<BulkVerb, 'reached'>, reached: number, total: number): string {
  if (reached === total) return total === 1 ? 'The one run that is selected is meant.' : `All ${runsWords(total)} that are selected are meant.`
  if (reached === 0) return `None of the ${runsWords(total)} ${total === 1 ? 'is' : 'are'} ${which}: there is nothing to do.`
  const rest = total - reached
  return `${reached.toLocaleString('en')} of ${runsWords(total)} ${reached === 1 ? 'is' : 'are'} ${which}. ${rest === 1 ? 'The other one is' : `The other ${rest.toLocaleString('en')} are`} left as ${rest === 1 ? 'it is' : 'they are'}.`
}

export interface RefusalGroup {
  readonly message: string
  readonly runIds: readonly string[]
}

/** Refusals by reason, the most frequent first. */
export function refusalGroups(refused: BulkOutcome['refused']): readonly RefusalGroup[] {
  const groups = new Map<string, string[]>()
  for (const { runId, message } of refused) groups.set(message, [...(groups.get(message) ?? []), runId])
  return [...groups].map(([message, runIds]) => ({ message, runIds })).sort((a, b) => b.runIds.length - a.runIds.length)
}
