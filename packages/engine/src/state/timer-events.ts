import type { Json } from '@eddy/workflow'
import { parseDuration } from '@eddy/workflow/duration'
import { runError } from '../error/engine-error.ts'
import type { EventData } from '../event/event.ts'
import { textOf } from '../plan/text-of.ts'
import type { FailureReport } from '../port/step-executor.ts'
import { acceptsWork } from '../scope/accepts-work.ts'
import { failContainer } from '../scope/take-down.ts'
import { judgeAnswer, judgeSilence, type Judged } from '../scope/judge-answer.ts'
import { drainingScope, endDrain } from './drain.ts'
import { advancePhase } from './phase.ts'
import { isFinal, type RunState } from './run-state.ts'
import { setTimer } from './set-timer.ts'
import { beginDuty, enqueue } from './slots.ts'
import { undoStarted } from './undo-started.ts'
import { subjectStep, type StepHandler } from './step-handler.ts'
import type { StepInstance } from './run-tree.ts'
import { endOffer } from './offer-limits.ts'

export const timerEvents = {
  'timer.set': (state, data, step) => {
    state.tasks.push(setTimer(state, data, step))
  },

  'timer.fired': (state, { timer }, subject) => {
    state.timers.delete(timer)
    if (timer === 'deadline') return deadline(state)
    if (timer === 'drain') return drained(state)
    if (timer.startsWith('drain:')) return scopeDrained(state, timer)
    FIRED.get(timer.slice(0, timer.indexOf(':')))?.(state, subjectStep(subject))
  },

  'signal.awaited': (state, data, subject) => {
    const step = subjectStep(subject)
    const key = signalKey(data)
    const kept = state.signals.get(key)?.shift()
    if (kept !== undefined) return takeSignal(state, step, kept)
    const waiters = state.waiters.get(key)
    if (waiters) waiters.push(step)
    else state.waiters.set(key, [step])
    const timeoutMs = parseDuration(textOf(step.plan.step.config?.['timeout']))
    if (timeoutMs !== undefined) state.due.push('timer.set', { timer: `signal:${step.path}`, dueAt: state.now + timeoutMs }, step)
  },

  'signal.received': (state, data, step) => {
    const key = signalKey(data)
    if (step === undefined) {
      const kept = state.signals.get(key)
      if (kept) kept.push(data.payload)
      else state.signals.set(key, [data.payload])
      return
    }
    state.waiters.set(key, (state.waiters.get(key) ?? []).filter((waiter) => waiter !== step))
    state.timers.delete(`signal:${step.path}`)
    takeSignal(state, step, data.payload)
  },
} satisfies { readonly [T in keyof EventData]?: StepHandler<T> }

/** The waiter that a signal is for: the first that still waits (H3). */
export function waiterFor(state: RunState, signal: { readonly name: string; readonly correlation?: string }): StepInstance | undefined {
  return state.waiters.get(signalKey(signal))?.find((step) => step.status === 'waiting' && acceptsWork(state, step.scope))
}

/** What a signal comes to: its payload is the value, but a person's answer may also be the failure of the step that asked. */
function takeSignal(state: RunState, step: StepInstance, payload: Json): void {
  const { native } = step.plan
  if (native !== 'approval' && native !== 'escalate') return state.due.push('step.succeeded', { value: payload }, step)
  decided(state, step, judgeAnswer(native, step.plan.step.config ?? {}, payload))
}

function decided(state: RunState, step: StepInstance, judged: Judged): void {
  if ('value' in judged) state.due.push('step.succeeded', { value: judged.value }, step)
  else failJudged(state, step, judged.report)
}

/** What waiters and signals meet by. */
export function signalKey(signal: { readonly name: string; readonly correlation?: string }): string {
  return JSON.stringify([signal.name, signal.correlation ?? null])
}

/** By the kind of the timer, the word before the first colon of its name. A map: such a word is made anew for each timer, and looking it up in an object is slow. */
const FIRED: ReadonlyMap<string, (state: RunState, step: StepInstance) => void> = new Map([
  ['retry', (state, step) => {
    if (step.status === 'retrying' && acceptsWork(state, step.scope)) enqueue(state, step)
  }],
  ['wait', (state, step) => {
    if (step.status === 'waiting' && acceptsWork(state, step.scope)) state.due.push('step.succeeded', { value: null }, step)
  }],
  ['signal', signalTimeout],
  ['timeout', stepTimeout],
  ['lease', leaseEnd],
  ['limit', endOffer],
  ['rerun', (state, step) => {
    if (step.duty === 'rerun') state.tasks.push({ kind: 'abort', step })
  }],
  ['undo', (state, step) => {
    if (step.status === 'undoing') state.due.push('undo.started', undoStarted(step), step)
  }],
])

function signalTimeout(state: RunState, step: StepInstance): void {
  if (step.status !== 'waiting' || !acceptsWork(state, step.scope)) return
  const { native } = step.plan
  if (native === 'approval' || native === 'escalate') return decided(state, step, judgeSilence(native, step.plan.step.config ?? {}, step.path))
  failJudged(state, step, { code: 'SIGNAL_TIMEOUT', message: `step "${step.path}" waited in vain for its signal` })
}

function stepTimeout(state: RunState, step: StepInstance): void {
  if ((step.status !== 'running' && step.status !== 'waiting') || !acceptsWork(state, step.scope)) return
  // a worker may have done it
  if (step.plan.effects.length > 0 && (state.offers.get(step)?.claim || state.inDoubt.has(step))) return state.due.push('step.interrupted', { cause: 'timeout' }, step)
  const error = { code: 'STEP_TIMEOUT', message: `step "${step.path}" did not end within its timeout` }
  if (step.container) failContainer(state, step, runError(error, { step: step.path, attempt: step.attempt }))
  else failJudged(state, step, error)
}

/** Nothing was heard of the worker: its task is another's (T2). */
function leaseEnd(state: RunState, step: StepInstance): void {
  const offer = state.offers.get(step)
  if (!offer?.claim) return
  const { worker } = offer.claim
  state.due.push('task.released', { task: offer.task, worker, fence: offer.fence, reason: 'expired' }, step)
}

function failJudged(state: RunState, step: StepInstance, report: FailureReport): void {
  const error = runError(report, { step: step.path, attempt: step.attempt })
  step.status = 'running'
  step.error = error
  beginDuty(state, step, 'judge')
  state.tasks.push({ kind: 'judge', step, error })
}

function deadline(state: RunState): void {
  if (isFinal(state.status) || state.status === 'failing' || state.status === 'rolling_back' || state.status === 'cancelling') return
  state.due.push('run.timed_out', { then: state.plan.options.onTimeout })
}

function drained(state: RunState): void {
  if (state.status !== 'failing' && state.status !== 'cancelling') return
  endDrain(state, null)
  advancePhase(state)
}

function scopeDrained(state: RunState, timer: string): void {
  const scope = drainingScope(state, timer)
  if (scope === undefined) return
  endDrain(state, scope)
  advancePhase(state)
}
