import type { EventData, RunEvent } from '../event/event.ts'
import type { AttemptView, StepView, UndoAttemptView } from './run-view.ts'
import type { StepInstance } from './step-instance.ts'

/** What the picture of a step needs beyond the engine's own state. */
export interface StepHistory {
  attempts: readonly AttemptView[]
  readyAt?: number
  startedAt?: number
  endedAt?: number
  undo?: NonNullable<StepView['undo']>
  branch?: number
  /** What whoever looks keeps of the step, so that it is found without its path. */
  versions?: object | undefined
  /** The step as the state holds it, at the last event that was about it. */
  step?: StepInstance | undefined
}

/** Its container has begun anew: the attempts stay, what became of the last round does not. */
export function forgetRound(history: StepHistory): void {
  delete history.readyAt
  delete history.startedAt
  delete history.endedAt
  delete history.undo
  delete history.branch
}

type Recorder = { readonly [T in keyof EventData]?: (history: StepHistory, event: RunEvent & { readonly data: EventData[T] }, nextOrder: () => number) => void }

/** Notes an event that is about the step. `nextOrder` counts the undos of the run. */
export function noteEvent<T extends keyof EventData>(history: StepHistory, event: RunEvent & { readonly type: T; readonly data: EventData[T] }, nextOrder: () => number): void {
  RECORD[event.type]?.(history, event, nextOrder)
}

const RECORD: Recorder = {
  'step.ready': (history, event) => {
    history.readyAt = event.at
  },
  'step.started': (history, event) => {
    const { arguments: args, branch } = event.data
    history.startedAt ??= event.at
    delete history.endedAt
    if (branch !== undefined) history.branch = branch
    history.attempts = [...history.attempts, { attempt: event.attempt ?? history.attempts.length + 1, startedAt: event.at, arguments: args, logs: NO_LOGS }]
  },
  'step.succeeded': (history, event) => endAttempt(history, event, { outcome: 'succeeded', value: event.data.value, logs: event.data.logs ?? NO_LOGS, ...(event.data.by === undefined ? {} : { by: event.data.by }) }),
  'step.failed': (history, event) => endAttempt(history, event, { outcome: 'failed', error: event.data.error, logs: event.data.logs ?? NO_LOGS }),
  'step.retrying': (history, event) => endAttempt(history, event, { outcome: 'retrying', ...(event.data.reason ? { error: event.data.reason } : {}), logs: event.data.logs ?? NO_LOGS }),
  'step.halted': (history, event) => endAttempt(history, event, { outcome: 'halted', value: event.data.value, logs: event.data.logs ?? NO_LOGS }),
  'step.interrupted': (history, event) => endAttempt(history, event, { outcome: 'interrupted', ...(event.data.error ? { error: event.data.error } : {}), logs: event.data.logs ?? NO_LOGS }),
  'step.skipped': (history, event) => {
    history.endedAt = event.at
  },
  'compensation.continued': (history, event) => {
    history.endedAt = event.at
  },
  'compensation.failed': (history, event) => {
    history.endedAt = event.at
  },
  'undo.started': (history, event, nextOrder) => {
    const before = history.undo
    history.undo = { startedAt: before?.startedAt ?? event.at, status: 'running', order: before?.order ?? nextOrder(), attempts: [...(before?.attempts ?? []), { startedAt: event.at }] }
  },
  'undo.retrying': (history, event) => {
    if (history.undo) history.undo = { ...history.undo, status: 'retrying', ...(event.data.reason ? { error: event.data.reason } : {}), attempts: endUndoAttempt(history.undo, event.at, { outcome: 'retrying', ...(event.data.reason ? { error: event.data.reason } : {}) }) }
  },
  'undo.succeeded': (history, event) => {
    if (history.undo) history.undo = { startedAt: history.undo.startedAt, order: history.undo.order, endedAt: event.at, status: 'done', attempts: endUndoAttempt(history.undo, event.at, { outcome: 'done' }) }
  },
  'undo.failed': (history, event) => {
    if (history.undo) history.undo = { ...history.undo, endedAt: event.at, status: 'failed', error: event.data.error, attempts: endUndoAttempt(history.undo, event.at, { outcome: 'failed', error: event.data.error }) }
  },
}

function endUndoAttempt({ attempts }: NonNullable<StepView['undo']>, endedAt: number, end: Pick<UndoAttemptView, 'outcome' | 'error'>): readonly UndoAttemptView[] {
  const last = attempts.at(-1)
  return last && last.endedAt === undefined ? [...attempts.slice(0, -1), { ...last, ...end, endedAt }] : attempts
}

const NO_LOGS: AttemptView['logs'] = []

function endAttempt(history: StepHistory, event: { readonly at: number }, end: Required<Pick<AttemptView, 'outcome' | 'logs'>> & Pick<AttemptView, 'error' | 'value' | 'by'>): void {
  history.endedAt = event.at
  const { attempts } = history
  const last = attempts.at(-1)
  if (!last || last.endedAt !== undefined) return
  // field by field: two spreads into one object are ten times as slow
  const ended: { -readonly [K in keyof AttemptView]: AttemptView[K] } = { ...last, outcome: end.outcome, logs: end.logs, endedAt: event.at }
  if (end.value !== undefined) ended.value = end.value
  if (end.error !== undefined) ended.error = end.error
  if (end.by !== undefined) ended.by = end.by
  history.attempts = attempts.length === 1 ? [ended] : [...attempts.slice(0, -1), ended]
}
