import { runError } from '../error/engine-error.ts'
import { failStep } from './fail-step.ts'
import type { RunState } from './run-state.ts'
import { beginDuty } from './slots.ts'
import { retryLater, subject, succeed, type StepEvent } from './step-events.ts'

export const compensationEvents = {
  'compensation.started': (state: RunState, event: StepEvent<'compensation.started'>) => {
    const step = subject(state, event)
    beginDuty(state, step, 'compensate')
    state.tasks.push({ kind: 'compensate', step, handler: event.data.handler, error: event.data.error })
  },

  'compensation.continued': (state: RunState, event: StepEvent<'compensation.continued'>) => succeed(state, subject(state, event), event.data.value),

  'compensation.completed': (state: RunState, event: StepEvent<'compensation.completed'>) => {
    const step = subject(state, event)
    failStep(state, step, step.error ?? runError({ code: 'STEP_FAILED', message: `step "${step.path}" failed` }))
  },

  'compensation.retrying': (state: RunState, event: StepEvent<'compensation.retrying'>) => {
    const step = subject(state, event)
    step.attemptGroup++
    retryLater(state, step, event.data.delayMs)
  },

  'compensation.failed': (state: RunState, event: StepEvent<'compensation.failed'>) => failStep(state, subject(state, event), event.data.error),
}
