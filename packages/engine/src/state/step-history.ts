import type { Json } from '@eddy/workflow'
import type { RunError } from '../error/run-error.ts'
import type { EventData, RunEvent } from '../event/event.ts'
import type { AttemptView, AwaitedGate, StepView, UndoAttemptView } from './run-view.ts'

type UndoView = NonNullable<StepView['undo']>
type Writable<T> = { -readonly [K in keyof T]: T[K] }

const NO_ATTEMPTS: StepView['attempts'] = []
const NO_LOGS: AttemptView['logs'] = []

/** What the picture of a step needs beyond the engine's own state. Lists and objects in it are never changed, only replaced. */
export class StepHistory {
  attempts: readonly AttemptView[] = NO_ATTEMPTS
  readyAt: number | undefined = undefined
  startedAt: number | undefined = undefined
  endedAt: number | undefined = undefined
  undo: UndoView | undefined = undefined
  branch: number | undefined = undefined
  gates: readonly AwaitedGate[] | undefined = undefined
  refusal: RunError | undefined = undefined

  /** The step's container has begun anew: the attempts stay, what became of the last round does not. */
  forgetRound(): void {
    this.readyAt = undefined
    this.startedAt = undefined
    this.endedAt = undefined
    this.undo = undefined
    this.branch = undefined
    this.gates = undefined
    this.refusal = undefined
  }
}

// made as classes, so that what is added to them has its room in them from the start: a literal that is spread is ten times as slow
class Attempt {
  readonly attempt: number
  readonly startedAt: number
  logs = NO_LOGS

  constructor({ attempt, startedAt }: Pick<AttemptView, 'attempt' | 'startedAt'>) {
    this.attempt = attempt
    this.startedAt = startedAt
  }
}

class Undo {
  readonly startedAt: number
  readonly order: number
  readonly status: UndoView['status']
  readonly attempts: readonly UndoAttemptView[]

  constructor({ startedAt, order, status, attempts }: Pick<UndoView, 'startedAt' | 'order' | 'status' | 'attempts'>) {
    this.startedAt = startedAt
    this.order = order
    this.status = status
    this.attempts = attempts
  }
}

type Recorder = { readonly [T in keyof EventData]?: (history: StepHistory, event: RunEvent & { readonly data: EventData[T] }, nextOrder: () => number) => void }

const RECORD: Recorder = {
  'step.ready': (history, event) => {
    history.readyAt = event.at
  },
  'step.started': (history, event) => {
    const { arguments: args, branch } = event.data
    history.startedAt ??= event.at
    history.endedAt = undefined
    history.refusal = undefined
    if (branch !== undefined) history.branch = branch
    const attempt: Writable<AttemptView> = new Attempt({ attempt: event.attempt ?? history.attempts.length + 1, startedAt: event.at })
    attempt.arguments = args
    history.attempts = history.attempts.length === 0 ? [attempt] : [...history.attempts, attempt]
  },
  'step.succeeded': (history, { at, data }) => endAttempt(history, at, { outcome: 'succeeded', value: data.value, by: data.by, logs: data.logs }),
  'step.failed': (history, { at, data }) => endAttempt(history, at, { outcome: 'failed', error: data.error, logs: data.logs }),
  'gate.awaited': (history, { at, data }) => {
    history.gates = [...(history.gates ?? []), { ...data, from: at }]
  },
  'step.retrying': (history, { at, data }) => {
    if (data.reason !== null && !isOpen(history.attempts.at(-1))) history.refusal = data.reason
    endAttempt(history, at, { outcome: 'retrying', error: data.reason ?? undefined, logs: data.logs })
    backOff(history, at, data.delayMs)
  },
  'step.halted': (history, { at, data }) => endAttempt(history, at, { outcome: 'halted', value: data.value, logs: data.logs }),
  'step.interrupted': (history, { at, data }) => endAttempt(history, at, { outcome: 'interrupted', error: data.error, logs: data.logs }),
  'step.skipped': (history, event) => {
    history.endedAt = event.at
  },
  'compensation.continued': (history, event) => {
    history.endedAt = event.at
  },
  'compensation.failed': (history, event) => {
    history.endedAt = event.at
  },
  'compensation.retrying': (history, { at, data }) => backOff(history, at, data.delayMs),
  'undo.started': (history, event, nextOrder) => {
    const before = history.undo
    const attempt: UndoAttemptView = { startedAt: event.at }
    history.undo = new Undo({ startedAt: before?.startedAt ?? event.at, order: before?.order ?? nextOrder(), status: 'running', attempts: before === undefined ? [attempt] : [...before.attempts, attempt] })
  },
  'undo.retrying': (history, { at, data }) => endUndo(history, at, { outcome: 'retrying', error: data.reason ?? undefined, delayMs: data.delayMs }),
  'undo.succeeded': (history, { at }) => endUndo(history, at, { outcome: 'done' }),
  'undo.failed': (history, { at, data }) => endUndo(history, at, { outcome: 'failed', error: data.error }),
  'task.offered': (history) => awaitWorker(history, true),
  'task.claimed': (history) => awaitWorker(history, false),
  'task.released': (history) => awaitWorker(history, true),
}

/** A map: an object that is asked for many names is slower. */
const BY_TYPE = new Map(Object.entries(RECORD))

/** Notes an event that is about the step. `nextOrder` counts the undos of the run. */
export function noteEvent(history: StepHistory, event: RunEvent, nextOrder: () => number): void {
  // the pairing of type and data is the table's
  const note = BY_TYPE.get(event.type) as ((history: StepHistory, event: RunEvent, nextOrder: () => number) => void) | undefined
  note?.(history, event, nextOrder)
}

interface AttemptEnd {
  readonly outcome: NonNullable<AttemptView['outcome']>
  readonly value?: Json
  readonly error?: RunError | undefined
  readonly by?: string | undefined
  readonly logs: AttemptView['logs'] | undefined
}

function endAttempt(history: StepHistory, at: number, end: AttemptEnd): void {
  history.endedAt = at
  const { attempts } = history
  const last = attempts.at(-1)
  if (!last || last.endedAt !== undefined) return
  const ended: Writable<AttemptView> = new Attempt(last)
  if (last.arguments !== undefined) ended.arguments = last.arguments
  ended.outcome = end.outcome
  ended.endedAt = at
  if (end.logs !== undefined) ended.logs = end.logs
  if (end.value !== undefined) ended.value = end.value
  if (end.error !== undefined) ended.error = end.error
  if (end.by !== undefined) ended.by = end.by
  history.attempts = attempts.length === 1 ? [ended] : [...attempts.slice(0, -1), ended]
}

function isOpen(attempt: AttemptView | undefined): boolean {
  return attempt !== undefined && attempt.endedAt === undefined
}

/** What is open of the step is left to a worker outside, who has claimed it or not. A check or a failure handler is no attempt. */
function awaitWorker(history: StepHistory, awaits: boolean): void {
  const { undo } = history
  if (undo?.status === 'running') history.undo = { ...undo, attempts: markLast(undo.attempts, awaits) }
  else history.attempts = markLast(history.attempts, awaits)
}

function markLast<T extends AttemptView | UndoAttemptView>(attempts: readonly T[], awaits: boolean): readonly T[] {
  const last = attempts.at(-1)
  if (last === undefined || last.endedAt !== undefined) return attempts
  const { awaits: _, ...rest } = last
  return [...attempts.slice(0, -1), (awaits ? { ...rest, awaits: 'worker' } : rest) as T]
}

/** After the last attempt: also one that was in doubt, or whose failure was handled, before it is tried again. */
function backOff(history: StepHistory, at: number, delayMs: number): void {
  const { attempts } = history
  const last = attempts.at(-1)
  if (last) history.attempts = [...attempts.slice(0, -1), { ...last, backoff: { from: at, to: at + delayMs } }]
}

interface UndoEnd {
  /** Until it is tried again. */
  readonly delayMs?: number
  readonly outcome: NonNullable<UndoAttemptView['outcome']>
  readonly error?: RunError | undefined
}

/** An undo that is to be tried again has not ended; one that is done has no error. */
function endUndo(history: StepHistory, at: number, end: UndoEnd): void {
  const before = history.undo
  if (before === undefined) return
  const undo: Writable<UndoView> = new Undo({ startedAt: before.startedAt, order: before.order, status: end.outcome, attempts: endUndoAttempt(before.attempts, at, end) })
  const error = end.outcome === 'done' ? undefined : (end.error ?? before.error)
  if (error !== undefined) undo.error = error
  if (end.outcome !== 'retrying') undo.endedAt = at
  else if (before.endedAt !== undefined) undo.endedAt = before.endedAt
  history.undo = undo
}

function endUndoAttempt(attempts: readonly UndoAttemptView[], at: number, { outcome, error, delayMs }: UndoEnd): readonly UndoAttemptView[] {
  const last = attempts.at(-1)
  if (last === undefined || last.endedAt !== undefined) return attempts
  const ended: Writable<UndoAttemptView> = { startedAt: last.startedAt, outcome, endedAt: at }
  if (error !== undefined) ended.error = error
  if (delayMs !== undefined) ended.backoff = { from: at, to: at + delayMs }
  return attempts.length === 1 ? [ended] : [...attempts.slice(0, -1), ended]
}
