import { runError } from '../error/engine-error.ts'
import type { EventData } from '../event/event.ts'
import { errorJson } from '../error/error-json.ts'
import { acceptsWork } from '../scope/accepts-work.ts'
import { failStep } from './fail-step.ts'
import { beginDuty } from './slots.ts'
import { retryLater } from './begin-again.ts'
import { noteGroup } from './note-group.ts'
import { haltStep, settleDoubt, succeed } from './step-events.ts'
import type { RunError } from '../error/run-error.ts'
import type { RunState } from './run-state.ts'
import type { StepInstance } from './run-tree.ts'
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

  'compensation.completed': (state, { halts }, subject) => {
    const step = subjectStep(subject)
    settleDoubt(state, step)
    const error = step.error ?? runError({ code: 'STEP_FAILED', message: `step "${step.path}" failed` })
    if (halts) askPerson(state, step, error)
    else failStep(state, step, error)
  },

  'compensation.retrying': (state, { delayMs, reason }, subject) => {
    const step = subjectStep(subject)
    step.attemptGroup++
    noteGroup(step, step.attemptGroup)
    settleDoubt(state, step)
    retryLater(state, step, { delayMs, reason })
  },

  'compensation.failed': (state, { error, halts }, subject) => {
    const step = subjectStep(subject)
    if (halts) return askPerson(state, step, error)
    // a handler that could not put it right may have done half of it: it is not repeated to be undone
    if (state.inDoubt.has(step)) step.repeated = true
    failStep(state, step, error)
  },
} satisfies { readonly [T in keyof EventData]?: StepHandler<T> }

/** Nobody will resume what goes down meanwhile. */
function askPerson(state: RunState, step: StepInstance, error: RunError): void {
  if (acceptsWork(state, step.scope)) haltStep(state, step, { value: { error: errorJson(error) }, error })
  else failStep(state, step, error)
}
