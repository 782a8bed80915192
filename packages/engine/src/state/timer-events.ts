import { runError } from '../error/engine-error.ts'
import { textOf } from '../plan/text-of.ts'
import { acceptsWork } from '../scope/accepts-work.ts'
import { due, fact } from './due.ts'
import type { Json } from '@eddy/workflow'
import { parseDuration } from '@eddy/workflow/duration'
import { isFinal, type RunState } from './run-state.ts'
import { beginDuty, enqueue } from './slots.ts'
import { subject, type StepEvent } from './step-events.ts'
import type { StepInstance } from './step-instance.ts'

export const timerEvents = {
  'timer.set': (state: RunState, { data }: StepEvent<'timer.set'>) => {
    const timer = { id: data.timer, dueAt: data.dueAt }
    state.timers.set(timer.id, timer)
    state.tasks.push({ kind: 'wait', timer })
  },

  'timer.fired': (state: RunState, event: StepEvent<'timer.fired'>) => {
    const { timer } = event.data
    state.timers.delete(timer)
    if (timer === 'deadline') return deadline(state)
    if (timer === 'drain') return drained(state)
    const [kind = ''] = timer.split(':', 1)
    FIRED[kind]?.(state, subject(state, event))
  },

  'signal.awaited': (state: RunState, event: StepEvent<'signal.awaited'>) => {
    const step = subject(state, event)
    const key = signalKey(event.data)
    const kept = state.signals.get(key)?.shift()
    if (kept !== undefined) return due(state, fact('step.succeeded', { value: kept }, step))
    state.waiters.set(key, [...(state.waiters.get(key) ?? []), step])
    const timeoutMs = parseDuration(textOf(step.plan.step.config?.['timeout']))
    if (timeoutMs !== undefined) due(state, fact('timer.set', { timer: `signal:${step.path}`, dueAt: state.now + timeoutMs }, step))
  },

  'signal.received': (state: RunState, event: StepEvent<'signal.received'>) => {
    const key = signalKey(event.data)
    if (event.step === undefined) {
      state.signals.set(key, [...(state.signals.get(key) ?? []), event.data.payload])
      return
    }
    const step = subject(state, event)
    state.waiters.set(key, (state.waiters.get(key) ?? []).filter((waiter) => waiter !== step))
    state.timers.delete(`signal:${step.path}`)
    due(state, fact('step.succeeded', { value: event.data.payload }, step))
  },
}

/** The waiter that a signal is for: the first that still waits (H3). */
export function waiterFor(state: RunState, signal: { readonly name: string; readonly correlation?: string }): StepInstance | undefined {
  return state.waiters.get(signalKey(signal))?.find((step) => step.status === 'waiting' && acceptsWork(state, step.scope))
}

function signalKey(signal: { readonly name: string; readonly correlation?: string }): string {
  return JSON.stringify([signal.name, signal.correlation ?? null])
}

const FIRED: { readonly [kind: string]: (state: RunState, step: StepInstance) => void } = {
  retry: (state, step) => {
    if (step.status === 'retrying' && acceptsWork(state, step.scope)) enqueue(state, step)
  },
  wait: (state, step) => {
    if (step.status === 'waiting' && acceptsWork(state, step.scope)) due(state, fact('step.succeeded', { value: null }, step))
  },
  signal: (state, step) => {
    if (step.status !== 'waiting' || !acceptsWork(state, step.scope)) return
    judgeTimeout(state, step, { code: 'SIGNAL_TIMEOUT', message: `step "${step.path}" waited in vain for its signal` })
  },
  timeout: (state, step) => {
    if (!['running', 'waiting'].includes(step.status) || !acceptsWork(state, step.scope)) return
    const error = { code: 'STEP_TIMEOUT', message: `step "${step.path}" did not end within its timeout` }
    if (step.container) due(state, fact('step.failed', { error: runError(error, { step: step.path, attempt: step.attempt }) }, step))
    else judgeTimeout(state, step, error)
  },
  undo: (state, step) => {
    if (step.status === 'undoing') due(state, fact('undo.started', { value: step.value ?? null }, step))
  },
}

function judgeTimeout(state: RunState, step: StepInstance, report: { readonly code: string; readonly message: string; readonly details?: Json }): void {
  const error = runError(report, { step: step.path, attempt: step.attempt })
  step.status = 'running'
  step.error = error
  beginDuty(state, step, 'judge')
  state.tasks.push({ kind: 'judge', step, error })
}

function deadline(state: RunState): void {
  if (isFinal(state.status) || state.status === 'failing' || state.status === 'rolling_back' || state.status === 'cancelling') return
  due(state, fact('run.timed_out', { then: state.plan.options.onTimeout }))
}

/** The drain's time is over: what still runs is left behind as a straggler (U1). */
function drained(state: RunState): void {
  if (state.status !== 'failing' && state.status !== 'cancelling') return
  for (const step of state.performing) if (step.duty !== 'undo') due(state, fact('step.straggled', {}, step))
}
