import type { EventOf, RunEvent } from '@eddy/engine'
import { durationWords } from '../ui/time-words.ts'
import { gateWords } from '../ui/gate-words.ts'

/** The one thing of an event that is worth a line. */
export function detailOfEvent(event: RunEvent): string {
  if (isFailure(event)) return event.data.error.message
  if (isRetry(event)) return `in ${durationWords(event.data.delayMs)}${event.data.reason ? `: ${event.data.reason.message}` : ''}`
  switch (event.type) {
    case 'step.started':
      return event.attempt === undefined || event.attempt === 1 ? '' : `attempt ${event.attempt}`
    case 'signal.awaited':
    case 'signal.received':
      return event.data.name
    case 'gate.awaited':
      return `at ${gateWords(event.data, event.at)}`
    case 'steps.emitted':
      return emittedWords(event.data)
    default:
      return taskWords(event) ?? rollbackWords(event)
  }
}

function taskWords(event: RunEvent): string | undefined {
  switch (event.type) {
    case 'task.offered':
      return event.data.purpose === 'run' ? `to queue ${event.data.queue}` : `${event.data.purpose}, to queue ${event.data.queue}`
    case 'task.claimed':
      return `by ${event.data.worker}, for ${durationWords(event.data.leaseUntil - event.at)}`
    case 'task.heartbeat':
      return `for ${durationWords(event.data.leaseUntil - event.at)} more`
    case 'task.released':
      return event.data.reason === 'expired' ? `the lease of ${event.data.worker} ran out` : `given back by ${event.data.worker}${event.data.note ? `: ${event.data.note}` : ''}`
    case 'task.completed':
      return event.data.outcome.kind === 'ok' ? `by ${event.data.worker}` : `failed by ${event.data.worker}: ${event.data.outcome.error.message}`
    default:
      return undefined
  }
}

function rollbackWords(event: RunEvent): string {
  switch (event.type) {
    case 'run.halting':
      return event.data.reason ?? ''
    case 'rollback.started':
      return event.data.reason
    case 'undo.resolved':
      return `${event.data.how === 'skipped' ? 'left in place' : 'done outside'}: ${event.data.reason}`
    case 'rollback.completed':
      return `${event.data.undone.length} undone, ${event.data.left.length} left`
    default:
      return ''
  }
}

function isFailure(event: RunEvent): event is EventOf<'step.failed' | 'undo.failed' | 'run.failed' | 'compensation.failed'> {
  return ['step.failed', 'undo.failed', 'run.failed', 'compensation.failed'].includes(event.type)
}

function isRetry(event: RunEvent): event is EventOf<'step.retrying' | 'undo.retrying' | 'compensation.retrying'> {
  return ['step.retrying', 'undo.retrying', 'compensation.retrying'].includes(event.type)
}

function emittedWords({ steps, error, elements, ended, round }: EventOf<'steps.emitted'>['data']): string {
  if (error) return error.message
  if (round !== undefined) return `round ${round + 1}`
  if (elements) return ended ? 'the stream has ended' : `${elements.length} from the stream`
  return steps?.map(({ name }) => name).join(', ') ?? ''
}

/** What an event says, for a line that speaks: `Reserve car: step failed`. */
export function wordsOfEvent(event: RunEvent, titleOf: (path: string) => string): string {
  const words = event.type.replace('.', ' ').replaceAll('_', ' ')
  return event.step === undefined ? words : `${titleOf(event.step)}: ${words}`
}
