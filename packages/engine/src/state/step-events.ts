import type { Step } from '@eddy/workflow'
import { must, runError } from '../error/engine-error.ts'
import type { EventData } from '../event/event.ts'
import { enterNative } from '../scope/enter-native.ts'
import { settleStep } from '../scope/settle-step.ts'
import { due, fact } from './due.ts'
import { failStep } from './fail-step.ts'
import { interruptStep } from './interrupt-step.ts'
import { advancePhase } from './phase.ts'
import { isFinal, type RunState } from './run-state.ts'
import { beginDuty, enqueue, occupy, rest, vacate } from './slots.ts'
import type { StepInstance } from './step-instance.ts'

export interface StepEvent<T extends keyof EventData> {
  readonly step?: string
  readonly attempt?: number
  readonly data: EventData[T]
}

/** The step that an event is about. */
export function subject(state: RunState, event: { readonly step?: string }): StepInstance {
  return must(state.steps.get(event.step ?? ''), `step "${event.step}"`)
}

export const stepEvents = {
  'step.ready': (state: RunState, event: StepEvent<'step.ready'>) => enqueue(state, subject(state, event)),

  'guard.stopped': (state: RunState, event: StepEvent<'guard.stopped'>) => {
    const step = subject(state, event)
    const { otherwise, index } = event.data
    if ('value' in otherwise) due(state, fact('step.skipped', { value: otherwise.value }, step))
    else if ('halt' in otherwise) due(state, fact('step.halted', { value: otherwise.halt }, step))
    else due(state, fact('step.failed', { error: runError({ code: 'GUARD_FAILED', message: otherwise.fail, retryable: false, details: { guard: index } }, { step: step.path }) }, step))
  },

  'step.started': (state: RunState, event: StepEvent<'step.started'>) => {
    const step = subject(state, event)
    step.attempt = event.attempt ?? step.attempt + 1
    step.arguments = event.data.arguments
    step.status = 'running'
    step.claimed = false
    state.attempts++
    if (step.plan.native !== null) return enterNative(state, step, event.data)
    occupy(state, step)
    beginDuty(state, step, 'run')
  },

  'step.succeeded': (state: RunState, event: StepEvent<'step.succeeded'>) => succeed(state, subject(state, event), event.data.value),

  'step.skipped': (state: RunState, event: StepEvent<'step.skipped'>) => {
    const step = subject(state, event)
    rest(state, step)
    step.status = 'skipped'
    step.value = event.data.value
    settleStep(state, step)
  },

  'step.failed': (state: RunState, event: StepEvent<'step.failed'>) => {
    const step = subject(state, event)
    if (!event.data.compensate) return failStep(state, step, event.data.error)
    step.error = event.data.error
    step.status = 'compensating'
    beginDuty(state, step, 'judge')
  },

  'step.retrying': (state: RunState, event: StepEvent<'step.retrying'>) => retryLater(state, subject(state, event), event.data.delayMs),

  'step.halted': (state: RunState, event: StepEvent<'step.halted'>) => {
    const step = subject(state, event)
    rest(state, step)
    step.status = 'halted'
    step.value = event.data.value
    state.halted.push(step)
    if (state.status === 'running') state.status = 'halting'
    advancePhase(state)
  },

  'step.interrupted': (state: RunState, event: StepEvent<'step.interrupted'>) => {
    const step = subject(state, event)
    rest(state, step)
    step.status = 'in_doubt'
    interruptStep(state, step, event.data.cause)
    advancePhase(state)
  },

  'step.straggled': (state: RunState, event: StepEvent<'step.straggled'>) => {
    const step = subject(state, event)
    rest(state, step)
    step.status = 'straggler'
    advancePhase(state)
  },

  'steps.emitted': (_state: RunState, _event: StepEvent<'steps.emitted'> & { readonly steps?: readonly Step[] }) => undefined,
}

/** A step has its value: it can be undone from now on, and its dependents go on. */
export function succeed(state: RunState, step: StepInstance, value: import('@eddy/workflow').Json): void {
  const late = step.status === 'straggler'
  rest(state, step)
  state.timers.delete(`timeout:${step.path}`)
  step.status = 'succeeded'
  step.value = value
  step.error = undefined
  if (step.plan.effects.length > 0) state.effects.add(step)
  const undoable = step.plan.undo.by !== 'none' && step.scope.reversible
  if (undoable) state.undoStack.push(step)
  if (step.plan.pivot) {
    state.pivot = step.path
    state.undoFloor = state.undoStack.length
  }
  settleStep(state, step)
  if (late && undoable) undoLate(state, step)
  advancePhase(state)
}

/** A straggler's success is undone as soon as it is known, after the end of the run if need be (U1). */
function undoLate(state: RunState, step: StepInstance): void {
  const rollback = state.rollbacks.get('')
  if (isFinal(state.status)) due(state, fact('undo.started', { value: step.value ?? null }, step))
  else rollback?.remaining.push(step)
}

/** Another attempt, after a durable timer where there is a delay (R2). The slot is free meanwhile. */
export function retryLater(state: RunState, step: StepInstance, delayMs: number): void {
  rest(state, step)
  vacate(state, step)
  step.retries++
  step.container = undefined
  if (delayMs <= 0) enqueue(state, step)
  else {
    step.status = 'retrying'
    due(state, fact('timer.set', { timer: `retry:${step.path}`, dueAt: state.now + delayMs }, step))
  }
  advancePhase(state)
}
