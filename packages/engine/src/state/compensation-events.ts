import { runError } from '../error/engine-error.ts'
import type { EventData } from '../event/event.ts'
import { failStep } from './fail-step.ts'
import { beginDuty } from './slots.ts'
import { retryLater, succeed } from './step-events.ts'
import { subjectStep, type StepHandler } from './step-handler.ts'

export const compensationEvents = {
  'compensation.started': (state, { handler, error }, subject) => {
    const step = subjectStep(subject)
    beginDuty(state, step, 'compensate')
    state.tasks.push({ kind: 'compensate', step, handler, error })
  },

  'compensation.continued': (state, { value }, subject) => {
    const step = subjectStep(subject)
    step.mended = true
    succeed(state, step, value)
  },

  'compensation.completed': (state, _data, subject) => {
    const step = subjectStep(subject)
    failStep(state, step, step.error ?? runError({ code: 'STEP_FAILED', message: `step "${step.path}" failed` }))
  },

  'compensation.retrying': (state, { delayMs }, subject) => {
    const step = subjectStep(subject)
    step.attemptGroup++
    retryLater(state, step, delayMs)
  },

  'compensation.failed': (state, { error }, step) => failStep(state, subjectStep(step), error),
} satisfies { readonly [T in keyof EventData]?: StepHandler<T> }
