import type { OpenTask } from '@eddy/engine'
import { durationWords } from '../ui/time-words.ts'

const doing: { readonly [P in OpenTask['purpose']]: string } = { run: '', undo: 'Undoing it: ', compensate: 'Its failure handler: ', check: 'Its check: ' }

/** How the task of a step stands, in a sentence: `Claimed by printer-2, heartbeat 3 s ago.` */
export function taskSentence(task: OpenTask, now: number): string {
  return `${doing[task.purpose]}${standing(task, now)}`
}

function standing({ queue, status, claim }: OpenTask, now: number): string {
  if (status === 'held') return `Held back for queue ${queue} while the run is halted.`
  if (claim === undefined) return `Offered to queue ${queue}, nobody has claimed it.`
  const ago = `${durationWords(now - claim.heardAt)} ago.`
  return claim.heardAt > claim.claimedAt ? `Claimed by ${claim.worker}, heartbeat ${ago}` : `Claimed by ${claim.worker} ${ago}`
}

/** Until when the worker has it; undefined where nobody has. */
export function leaseWords({ claim }: OpenTask, now: number): string | undefined {
  if (claim === undefined) return undefined
  const left = claim.leaseUntil - now
  return left > 0 ? `Its lease ends in ${durationWords(left)}; then the task is offered again.` : 'Its lease has ended; the task is offered again.'
}

/** For a line about the run: `is offered to queue print, and nobody has claimed it`. */
export function taskClause({ status, queue, claim }: OpenTask): string {
  if (claim) return `is in the hands of ${claim.worker}, of queue ${queue}`
  return status === 'held' ? `is held back for queue ${queue}` : `is offered to queue ${queue}, and nobody has claimed it`
}
