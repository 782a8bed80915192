import type { EventData } from '../event/event.ts'
import { runError } from '../error/engine-error.ts'
import { openScope } from '../scope/open-scope.ts'
import { scopeDone } from '../scope/settle-step.ts'
import { adaptState } from './adapt-state.ts'
import { abortAll, advancePhase, beginFailing, finish, stopContained } from './phase.ts'
import { isFinal, type RunState } from './run-state.ts'
import { enqueue } from './slots.ts'
import { nextWave } from './wave.ts'
import type { StepHandler } from './step-handler.ts'
import type { StepInstance } from './run-tree.ts'

export const runEvents = {
  'run.started': (state, data) => {
    state.startedAt = state.now
    state.input = data.input
    state.kept = data.kept ?? null
    if (data.refused) return state.due.push('run.failed', { error: data.refused })
    if (data.cancelled) return state.due.push('run.cancelled', data.cancelled)
    if (data.wave) state.wave = { open: true, unsettled: 0, held: [] }
    const { timeoutMs } = state.plan.options
    if (timeoutMs !== null) state.due.push('timer.set', { timer: 'deadline', dueAt: state.now + timeoutMs })
    state.root = openScope(state, { plan: state.plan.scope, owner: null, inputs: data.input })
    endIfNothingIsLeft(state)
  },

  'run.succeeded': (state, data) => {
    state.value = data.value
    finish(state, 'succeeded')
  },

  'run.failed': (state, data) => {
    state.error = data.error
    if (data.lane) state.laneOutcome = data.lane
    finish(state, state.left.length > 0 ? 'rollback_incomplete' : state.pivot === null ? 'rolled_back' : 'failed')
  },

  'run.halted': (state, data) => {
    state.status = 'halted'
    state.endedAt = state.now
    state.phaseDue = false
    state.value = data.value
  },

  'run.halting': (state) => beginHalting(state, 'asked'),

  'run.resumed': (state, data) => {
    state.status = 'running'
    state.endedAt = undefined
    state.haltAsked = null
    state.value = undefined
    resumeHalted(state, data)
    if (state.wave !== null) nextWave(state, state.wave)
    for (const timer of state.timers.values()) state.tasks.push(timer)
    if (state.halted.length > 0) state.status = 'halting'
    endIfNothingIsLeft(state)
    advancePhase(state)
  },

  'run.cancelled': (state, data) => {
    if (isFinal(state.status) || state.status === 'failing' || state.status === 'rolling_back') return
    cancel(state, data.rollback)
  },

  'run.timed_out': (state, data) => {
    if (data.then === 'cancel') return cancel(state, true)
    if (data.then === 'halt') return beginHalting(state, 'timeout')
    state.rollbackReason = 'timeout'
    beginFailing(state, runError({ code: 'RUN_TIMEOUT', message: `the run took longer than its timeout of ${state.plan.options.timeoutMs} ms`, retryable: false }))
  },

  'run.adapted': (state, data) => adaptState(state, data),
} satisfies { readonly [T in keyof EventData]?: StepHandler<T> }

/** No step will come to an end and thereby end the run: there is none, the last has ended while the run was halting, or the new version has no more. */
function endIfNothingIsLeft(state: RunState): void {
  if (state.root?.remaining === 0) scopeDone(state, state.root)
}

function beginHalting(state: RunState, why: 'asked' | 'timeout'): void {
  if (state.status === 'running') state.status = 'halting'
  state.haltAsked = why
  advancePhase(state)
}

/** A word is for one step: a payload for the first that halted, a resolution for the one that it names. Without a word all that halted go on with their own values (H1). */
function resumeHalted(state: RunState, data: EventData['run.resumed']): void {
  const halted = state.halted.splice(0)
  const first = halted.find((step) => step.status === 'halted')
  for (const step of halted) {
    const given = step === first ? data.payload : undefined
    if (step.status === 'in_doubt') resolveDoubt(state, step, data.resolution)
    else if (given === undefined && data.othersWait) state.halted.push(step)
    else state.due.push('step.succeeded', { value: given === undefined ? (step.value ?? null) : given }, step)
  }
}

function cancel(state: RunState, rollback: boolean): void {
  state.status = 'cancelling'
  state.phaseDue = false
  state.rollbackReason = rollback ? 'cancelled' : null
  state.error = runError({ code: 'CANCELLED', message: 'the run was cancelled', retryable: false })
  stopContained(state, null)
  abortAll(state)
  advancePhase(state)
}

function resolveDoubt(state: RunState, step: StepInstance, resolution: EventData['run.resumed']['resolution']): void {
  const answer = resolution?.step === step.path ? resolution : undefined
  if (answer?.did === 'happened') state.due.push('step.succeeded', { value: answer.value }, step)
  else if (answer?.did === 'not_happened') {
    state.inDoubt.delete(step)
    enqueue(state, step)
  } else if (answer?.did === 'ask_again') state.due.push('step.interrupted', step.doubt ?? { cause: 'crash' }, step)
  else state.halted.push(step)
}
