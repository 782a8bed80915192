import type { EventData } from '../event/event.ts'
import { runError } from '../error/engine-error.ts'
import { openScope } from '../scope/open-scope.ts'
import { abortAll, advancePhase, beginFailing, finish } from './phase.ts'
import { due, fact } from './due.ts'
import { isFinal, type RunState } from './run-state.ts'
import { enqueue } from './slots.ts'

interface Of<T extends keyof EventData> {
  readonly data: EventData[T]
}

export const runEvents = {
  'run.started': (state: RunState, { data }: Of<'run.started'>) => {
    state.startedAt = state.now
    state.input = data.input
    const { timeoutMs } = state.plan.options
    if (timeoutMs !== null) due(state, fact('timer.set', { timer: 'deadline', dueAt: state.now + timeoutMs }))
    state.root = openScope(state, { plan: state.plan.scope, owner: null, prefix: '', inputs: data.input })
  },

  'run.succeeded': (state: RunState, { data }: Of<'run.succeeded'>) => {
    state.value = data.value
    finish(state, 'succeeded')
  },

  'run.failed': (state: RunState, { data }: Of<'run.failed'>) => {
    state.error = data.error
    finish(state, state.left.length > 0 ? 'rollback_incomplete' : state.pivot === null ? 'rolled_back' : 'failed')
  },

  'run.halted': (state: RunState, { data }: Of<'run.halted'>) => {
    state.status = 'halted'
    state.phaseDue = false
    state.value = data.value
  },

  'run.resumed': (state: RunState, { data }: Of<'run.resumed'>) => {
    state.status = 'running'
    state.value = undefined
    const halted = state.halted.splice(0)
    const first = halted.find((step) => step.status === 'halted')
    for (const step of halted) {
      if (step.status === 'in_doubt') resolveDoubt(state, step, data.resolution)
      else due(state, fact('step.succeeded', { value: step === first && data.payload !== undefined ? data.payload : (step.value ?? null) }, step))
    }
    for (const timer of state.timers.values()) state.tasks.push({ kind: 'wait', timer })
    if (state.halted.length > 0) state.status = 'halting'
    advancePhase(state)
  },

  'run.cancelled': (state: RunState, { data }: Of<'run.cancelled'>) => {
    if (isFinal(state.status) || state.status === 'failing' || state.status === 'rolling_back') return
    cancel(state, data.rollback)
  },

  'run.timed_out': (state: RunState, { data }: Of<'run.timed_out'>) => {
    if (data.then === 'cancel') return cancel(state, true)
    if (data.then === 'halt') {
      if (state.status === 'running') state.status = 'halting'
      return advancePhase(state)
    }
    state.rollbackReason = 'timeout'
    beginFailing(state, runError({ code: 'RUN_TIMEOUT', message: `the run took longer than its timeout of ${state.plan.options.timeoutMs} ms`, retryable: false }))
  },
}

function cancel(state: RunState, rollback: boolean): void {
  state.status = 'cancelling'
  state.phaseDue = false
  state.rollbackReason = rollback ? 'cancelled' : null
  state.error = runError({ code: 'CANCELLED', message: 'the run was cancelled', retryable: false })
  abortAll(state)
  advancePhase(state)
}

function resolveDoubt(state: RunState, step: import('./step-instance.ts').StepInstance, resolution: EventData['run.resumed']['resolution']): void {
  const answer = resolution?.step === step.path ? resolution : undefined
  if (answer?.did === 'happened') due(state, fact('step.succeeded', { value: answer.value }, step))
  else if (answer?.did === 'not_happened') enqueue(state, step)
  else state.halted.push(step)
}
