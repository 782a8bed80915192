import type { Outcome, RunError, RunEvent, RunStatus, StepRequest } from '@eddy/engine'
import type { Json } from '@eddy/workflow'

/** A run as it is kept: its log, and how it stands. */
export interface RecordedRun {
  readonly runId: string
  readonly status: RunStatus
  readonly events: readonly RunEvent[]
}

/** What a step of a recorded run was called with and came to, attempt by attempt. */
export interface RecordedAttempt {
  readonly arguments: { readonly [name: string]: Json }
  readonly outcome: Outcome | undefined
  readonly tookMs: number
}

/** The results of a recorded run, for another run to take. */
export class RecordedResults {
  readonly #attempts = new Map<string, RecordedAttempt[]>()
  readonly #undos = new Map<string, { readonly outcome: Outcome; readonly tookMs: number }>()

  constructor({ events }: RecordedRun) {
    const started = new Map<string, RunEvent & { readonly type: 'step.started' }>()
    const undoing = new Map<string, number>()
    for (const event of events) {
      if (event.step === undefined) continue
      if (event.type === 'step.started') started.set(event.step, event)
      else if (event.type === 'undo.started') undoing.set(event.step, event.at)
      else this.#note(event, { begun: started.get(event.step), undoneSince: undoing.get(event.step) })
    }
  }

  #note(event: RunEvent, { begun, undoneSince }: { readonly begun: (RunEvent & { readonly type: 'step.started' }) | undefined; readonly undoneSince: number | undefined }): void {
    const path = event.step ?? ''
    const undo = undoOutcome(event)
    if (undo !== undefined) this.#undos.set(path, { outcome: undo, tookMs: Math.max(1, event.at - (undoneSince ?? event.at)) })
    const outcome = outcomeOf(event)
    if (outcome === undefined || begun === undefined) return
    const attempt = begun.attempt ?? 1
    const attempts = this.#attempts.get(path) ?? []
    // a compensation follows its attempt: the first word counts
    attempts[attempt - 1] ??= { arguments: begun.data.arguments, outcome, tookMs: Math.max(1, event.at - begun.at) }
    this.#attempts.set(path, attempts)
  }

  attempt({ path, context }: StepRequest): RecordedAttempt | undefined {
    const attempts = this.#attempts.get(path)
    return attempts?.[context.attempt - 1]
  }

  undo({ path }: StepRequest): { readonly outcome: Outcome; readonly tookMs: number } | undefined {
    return this.#undos.get(path)
  }
}

function outcomeOf(event: RunEvent): Outcome | undefined {
  switch (event.type) {
    case 'step.succeeded':
      return { kind: 'ok', value: event.data.value }
    case 'step.halted':
      return { kind: 'halt', value: event.data.value }
    case 'step.failed':
      return { kind: 'fail', error: reportOf(event.data.error) }
    case 'step.retrying':
      return event.data.reason === null ? { kind: 'retry', delayMs: event.data.delayMs } : { kind: 'fail', error: reportOf(event.data.reason) }
    case 'compensation.started':
      return { kind: 'fail', error: reportOf(event.data.error) }
    case 'step.interrupted':
      return { kind: 'fail', error: { ...(event.data.error ? reportOf(event.data.error) : { code: event.data.cause === 'timeout' ? 'STEP_TIMEOUT' : 'STEP_INTERRUPTED', message: 'the attempt was in doubt' }), effect: 'unknown' } }
    default:
      return undefined
  }
}

function undoOutcome(event: RunEvent): Outcome | undefined {
  if (event.type === 'undo.succeeded') return { kind: 'ok', value: null }
  return event.type === 'undo.failed' ? { kind: 'fail', error: { ...reportOf(event.data.error), retryable: false } } : undefined
}

function reportOf({ code, message, retryable }: RunError): { readonly code: string; readonly message: string; readonly retryable: boolean } {
  return { code, message, retryable }
}
