import type { EventData, RunEvent } from '../event/event.ts'
import type { Plan } from '../plan/plan.ts'
import { evolve } from './evolve.ts'
import { createState, hasRollback, isFinal, type RunState } from './run-state.ts'
import { allSteps, stepAt } from './step-at.ts'
import type { AttemptView, RunSummary, RunView, StepView } from './run-view.ts'
import type { StepInstance } from './step-instance.ts'

/** What the picture of a step needs beyond the engine's own state. */
interface History {
  attempts: AttemptView[]
  startedAt?: number
  endedAt?: number
  undo?: NonNullable<StepView['undo']>
  branch?: number
}

/** A view of one run of `plan`. Fold cost per event as `evolve`, plus O(1). */
export function createRunView(plan: Plan): RunView {
  return new EngineRunView(plan)
}

class EngineRunView implements RunView {
  readonly #state: RunState
  readonly #history = new Map<string, History>()
  #startedAt: number | undefined
  #endedAt: number | undefined
  #undoOrder = 0

  constructor(plan: Plan) {
    this.#state = createState(plan, { keepsAll: true })
  }

  apply(events: readonly RunEvent[]): ReadonlySet<string> {
    const changed = new Set<string>()
    for (const event of events) {
      if (event.seq <= this.#state.seq) continue
      evolve(this.#state, event)
      this.#note(event, changed)
    }
    return changed
  }

  step(path: string): StepView | undefined {
    const step = stepAt(this.#state, path)
    return step ? this.#view(step) : undefined
  }

  *paths(): Iterable<string> {
    for (const step of allSteps(this.#state)) yield step.path
  }

  get run(): RunSummary {
    const state = this.#state
    return {
      status: state.status,
      seq: state.seq,
      ...(this.#startedAt === undefined ? {} : { startedAt: this.#startedAt }),
      ...(this.#endedAt === undefined ? {} : { endedAt: this.#endedAt }),
      input: state.input,
      ...(state.value === undefined ? {} : { value: state.value }),
      ...(state.error === undefined ? {} : { error: state.error }),
      forward: forwardOutcome(state),
      rollback: rollbackOutcome(state),
      undone: [...state.undone, ...underWay(state, 'undone')],
      left: [...state.left, ...underWay(state, 'left')],
      residue: state.residue,
      ...(state.laneOutcome ? { failureLane: state.laneOutcome } : {}),
    }
  }

  #note(event: RunEvent, changed: Set<string>): void {
    if (event.seq === 1) this.#startedAt = event.at
    this.#endedAt = isFinal(this.#state.status) || this.#state.status === 'halted' ? (this.#endedAt ?? event.at) : undefined
    if (event.step === undefined) {
      // a run's own event changes how waiting and stopped steps look
      for (const path of this.#history.keys()) changed.add(path)
      return
    }
    changed.add(event.step)
    const history = this.#history.get(event.step) ?? { attempts: [] }
    this.#history.set(event.step, history)
    record(history, event, () => this.#undoOrder++)
    for (let dot = event.step.lastIndexOf('.'); dot > 0; dot = event.step.lastIndexOf('.', dot - 1)) changed.add(event.step.slice(0, dot).replace(/\[\d+\]$/, ''))
  }

  #view(step: StepInstance): StepView {
    const history = this.#history.get(step.path)
    const timer = this.#state.timers.get(`retry:${step.path}`) ?? this.#state.timers.get(`wait:${step.path}`) ?? this.#state.timers.get(`signal:${step.path}`)
    return {
      path: step.path,
      status: shownStatus(this.#state, step),
      attempt: step.attempt,
      attempts: history?.attempts ?? [],
      ...present({
        startedAt: history?.startedAt,
        endedAt: history?.endedAt,
        dueAt: timer?.dueAt,
        arguments: step.arguments,
        value: step.value,
        error: step.error,
        undo: history?.undo,
        branch: history?.branch,
        elements: step.plan.map || step.plan.native === 'repeat' ? elementsOf(step) : undefined,
      }),
    }
  }
}

/** The fields that have a value. */
function present<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const kept = Object.entries(fields).filter(([, value]) => value !== undefined)
  // the same fields less the undefined ones
  return Object.fromEntries(kept) as { [K in keyof T]?: Exclude<T[K], undefined> }
}

type Recorder = { readonly [T in keyof EventData]?: (history: History, event: RunEvent & { readonly data: EventData[T] }, nextOrder: () => number) => void }

const RECORD: Recorder = {
  'step.started': (history, event) => {
    history.startedAt ??= event.at
    delete history.endedAt
    if (event.data.branch !== undefined) history.branch = event.data.branch
    history.attempts = [...history.attempts, { attempt: event.attempt ?? history.attempts.length + 1, startedAt: event.at, logs: [] }]
  },
  'step.succeeded': (history, event) => endAttempt(history, event, { outcome: 'succeeded', logs: event.data.logs ?? [] }),
  'step.failed': (history, event) => endAttempt(history, event, { outcome: 'failed', error: event.data.error, logs: event.data.logs ?? [] }),
  'step.retrying': (history, event) => endAttempt(history, event, { outcome: 'retrying', ...(event.data.reason ? { error: event.data.reason } : {}), logs: event.data.logs ?? [] }),
  'step.halted': (history, event) => endAttempt(history, event, { outcome: 'halted', logs: event.data.logs ?? [] }),
  'step.interrupted': (history, event) => endAttempt(history, event, { outcome: 'interrupted', logs: [] }),
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
    history.undo = { startedAt: history.undo?.startedAt ?? event.at, status: 'running', order: history.undo?.order ?? nextOrder() }
  },
  'undo.retrying': (history, event) => {
    if (history.undo) history.undo = { ...history.undo, status: 'retrying', ...(event.data.reason ? { error: event.data.reason } : {}) }
  },
  'undo.succeeded': (history, event) => {
    if (history.undo) history.undo = { startedAt: history.undo.startedAt, order: history.undo.order, endedAt: event.at, status: 'done' }
  },
  'undo.failed': (history, event) => {
    if (history.undo) history.undo = { ...history.undo, endedAt: event.at, status: 'failed', error: event.data.error }
  },
}

function record<T extends keyof EventData>(history: History, event: RunEvent & { readonly type: T; readonly data: EventData[T] }, nextOrder: () => number): void {
  RECORD[event.type]?.(history, event, nextOrder)
}

function endAttempt(history: History, event: { readonly at: number }, end: Pick<AttemptView, 'outcome' | 'error' | 'logs'>): void {
  history.endedAt = event.at
  const last = history.attempts.at(-1)
  if (last && last.endedAt === undefined) history.attempts = [...history.attempts.slice(0, -1), { ...last, ...end, endedAt: event.at }]
}

/** A step that the end of the run has stopped shows as cancelled. */
function shownStatus(state: RunState, step: StepInstance): StepView['status'] {
  const over = isFinal(state.status) || state.status === 'rolling_back'
  const pending = step.status === 'queued' || step.status === 'running' || step.status === 'retrying' || step.status === 'waiting'
  return over && pending && step.duty === null ? 'cancelled' : step.status
}

function elementsOf(step: StepInstance): StepView['elements'] {
  if (!step.container) return undefined
  const { elements, settled, failures, scopes, opened, stream } = step.container
  return { total: stream === null ? Math.max(elements.length, opened) : opened, succeeded: settled - failures, running: scopes.size, failed: failures }
}

function forwardOutcome(state: RunState): RunSummary['forward'] {
  if (state.rollbackReason === 'timeout') return 'timed_out'
  if (state.rollbackReason === 'cancelled' || state.status === 'cancelling' || state.status === 'cancelled') return 'cancelled'
  if (state.rollbackReason === 'undo' || state.status === 'succeeded') return 'succeeded'
  if (state.rollbackReason === 'failure' || state.status === 'failed') return 'failed'
  return state.status === 'halted' ? 'halted' : 'running'
}

function rollbackOutcome(state: RunState): RunSummary['rollback'] {
  if (state.status === 'rolling_back' || hasRollback(state)) return 'running'
  if (state.rollbackReason === null || !isFinal(state.status)) return 'none'
  return state.left.length > 0 ? 'incomplete' : 'complete'
}

function underWay(state: RunState, which: 'undone' | 'left'): readonly string[] {
  return [...state.rollbacks.values()].flatMap((rollback) => rollback[which])
}
