import { retryLater } from './begin-again.ts'
import { undoStarted } from './undo-started.ts'
import type { Json } from '@eddy/workflow'
import { runError } from '../error/engine-error.ts'
import type { RunError } from '../error/run-error.ts'
import type { EventData } from '../event/event.ts'
import { enterNative } from '../scope/enter-native.ts'
import { acceptsWork } from '../scope/accepts-work.ts'
import { settleStep } from '../scope/settle-step.ts'
import { leaveInPlace, resolveLeft } from '../rollback/resolve-left.ts'
import { settleResidue } from '../rollback/residue.ts'
import { rollbackAround } from '../rollback/rollback.ts'
import { hasGoneDown, isTakenBack } from './stragglers.ts'
import { dropEmission, emitSteps } from './emit-steps.ts'
import { failStep, isAfterEnd, tellOfDoubt } from './fail-step.ts'
import { interruptStep } from './interrupt-step.ts'
import { failLane } from './lane.ts'
import { advancePhase } from './phase.ts'
import { hasRollback, isFinal, type RunState } from './run-state.ts'
import type { ScopeInstance, StepInstance } from './run-tree.ts'
import { beginDuty, enqueue, occupy, rest } from './slots.ts'
import { readyInWave } from './wave.ts'
import { subjectStep, type StepHandler } from './step-handler.ts'

export const stepEvents = {
  'step.ready': (state, _data, step) => {
    const ready = subjectStep(step)
    // its scope has gone down before it could be told
    if (ready.status === 'cancelled') return
    if (state.wave === null) enqueue(state, ready)
    else readyInWave(state, state.wave, ready)
  },

  'guard.stopped': (state, { otherwise, index }, subject) => {
    const step = subjectStep(subject)
    if ('value' in otherwise) state.due.push('step.skipped', { value: otherwise.value }, step)
    else if ('halt' in otherwise) state.due.push('step.halted', { value: otherwise.halt }, step)
    else {
      const error = runError({ code: 'GUARD_FAILED', message: otherwise.fail, retryable: false, details: { guard: index } }, { step: step.path })
      state.due.push('step.failed', state.inDoubt.has(step) ? { error, inDoubt: true } : { error }, step)
    }
  },

  'step.started': (state, data, subject) => {
    const step = subjectStep(subject)
    begin(state, step, data.arguments)
    if (step.plan.native !== null && !data.kept) enterNative(state, step, data)
    else perform(state, step)
    // all that is inside may wait for the next wave
    if (state.wave !== null) advancePhase(state)
  },

  'step.succeeded': (state, { value }, step) => succeed(state, subjectStep(step), value),

  'step.skipped': (state, { value }, subject) => {
    const step = subjectStep(subject)
    rest(state, step)
    settleDoubt(state, step)
    step.status = 'skipped'
    step.value = value
    settleStep(state, step)
    advancePhase(state)
  },

  'step.failed': (state, { error, compensate, inDoubt }, subject) => {
    const step = subjectStep(subject)
    if (!inDoubt) settleDoubt(state, step)
    if (!compensate) return failStep(state, step, error)
    step.error = error
    step.status = 'compensating'
    beginDuty(state, step, 'judge')
  },

  'step.retrying': (state, { delayMs, reason, inDoubt }, subject) => {
    const step = subjectStep(subject)
    if (!inDoubt) settleDoubt(state, step)
    retryLater(state, step, { delayMs, reason })
  },

  'step.halted': (state, { value, error, inDoubt }, subject) => {
    const step = subjectStep(subject)
    rest(state, step)
    if (!inDoubt) settleDoubt(state, step)
    if (!acceptsWork(state, step.scope)) {
      // nobody will resume what goes down
      step.status = inDoubt ? 'in_doubt' : 'cancelled'
      tellOfDoubt(state, step)
      return advancePhase(state)
    }
    haltStep(state, step, { value, error })
  },

  'step.interrupted': (state, doubt, subject) => {
    const step = subjectStep(subject)
    rest(state, step)
    dropEmission(step)
    step.doubt = doubt.error ? { cause: doubt.cause, error: doubt.error } : { cause: doubt.cause }
    if (doubt.error) step.error = doubt.error
    step.status = 'in_doubt'
    state.inDoubt.add(step)
    if (isAfterEnd(state, step)) interruptedAfterEnd(state, step)
    else {
      interruptStep(state, step, doubt)
      tellOfDoubt(state, step)
    }
    // a failed lane may have waited for it
    advancePhase(state)
  },

  'step.straggled': (state, _data, subject) => {
    const step = subjectStep(subject)
    const offer = state.offers.get(step)
    rest(state, step)
    step.status = 'straggler'
    state.stragglers.add(step)
    // its worker may still say what came of it
    if (offer?.claim) state.offers.set(step, offer)
    advancePhase(state)
  },

  'steps.emitted': (state, data, step) => {
    emitSteps(state, subjectStep(step), data)
    advancePhase(state)
  },
} satisfies { readonly [T in keyof EventData]?: StepHandler<T> }

/** A person is asked; nobody is in a failure lane. */
export function haltStep(state: RunState, step: StepInstance, { value, error }: { readonly value: Json; readonly error?: RunError | undefined }): void {
  rest(state, step)
  step.status = 'halted'
  step.value = value
  if (error !== undefined) step.error = error
  if (state.lane !== null) return failLane(state, runError({ code: 'LANE_HALTED', message: `step "${step.path}" halted, which a failure lane cannot`, retryable: false }, { step: step.path }))
  state.halted.push(step)
  if (state.status === 'running') state.status = 'halting'
  advancePhase(state)
}

/** What became of its attempts is known. */
export function settleDoubt({ inDoubt }: RunState, step: StepInstance): void {
  if (inDoubt.size > 0) inDoubt.delete(step)
}

/** A straggler whose host has died after the rollback: nothing will ever be known of it. */
function interruptedAfterEnd(state: RunState, step: StepInstance): void {
  if (step.plan.effects.length > 0) return leaveInPlace(state, step)
  step.status = 'cancelled'
  state.inDoubt.delete(step)
}

function begin(state: RunState, step: StepInstance, args: { readonly [name: string]: Json }): void {
  step.attempt++
  step.arguments = args
  step.status = 'running'
  step.error = undefined
  step.claimed = false
  state.attempts++
  if (state.wave !== null) state.wave.open = false
}

function perform(state: RunState, step: StepInstance): void {
  occupy(state, step)
  // what is made again only to learn what there is to undo stays that
  if (step.duty !== 'rerun') beginDuty(state, step, 'run')
}

/** A step that a host performs has started, with nothing to note but its arguments. */
export function started(state: RunState, step: StepInstance, args: { readonly [name: string]: Json }): void {
  begin(state, step, args)
  perform(state, step)
}

/** A step has its value: it can be undone from now on, and its dependents go on. */
export function succeed(state: RunState, step: StepInstance, value: Json): void {
  const late = isLate(state, step)
  rest(state, step)
  if (step.plan.native !== null) dropTimeout(state, step)
  settleDoubt(state, step)
  step.status = 'succeeded'
  step.value = value
  step.error = undefined
  if (step.plan.effects.length > 0) state.effects.push(step)
  const undoable = step.plan.undo.by !== 'none' && step.scope.reversible
  if (undoable) noteUndoable(state, step)
  if (step.plan.pivot) passPivot(state, step)
  if (step.emission?.error) failStep(state, step, step.emission.error)
  else settleStep(state, step)
  if (late) undoLate(state, step, undoable)
  else if (step.forgettable && isOnlyValue(state, step)) step.scope.steps.letGo(step)
  advancePhase(state)
}

/** Of a step that the core carries out; the limits of calls are the host's. */
function dropTimeout({ timers }: RunState, step: StepInstance): void {
  if (step.plan.timeoutMs !== null) timers.delete(`timeout:${step.path}`)
}

/** Nothing but its value can matter again; not worth the while where its scope is over. */
function isOnlyValue(state: RunState, { plan, scope }: StepInstance): boolean {
  return !state.keepsAll && scope.remaining > 0 && plan.effects.length === 0 && plan.native === null
}

/** From here failures go forward (U7). */
function passPivot(state: RunState, step: StepInstance): void {
  state.pivot = step.path
  state.undoFloor = state.completions
}

/** Beside a rollback that has begun without it, or after it. */
function isLate(state: RunState, step: StepInstance): boolean {
  return step.status === 'straggler' || hasRollback(state) || isAfterEnd(state, step) || (state.stragglers.has(step) && hasGoneDown(step.scope))
}

export function noteUndoable(state: RunState, step: StepInstance): void {
  step.completion = ++state.completions
  state.undoStack.push(step)
  for (let scope: ScopeInstance | null = step.scope; scope !== null && !scope.undoable; scope = scope.owner?.scope ?? null) scope.undoable = true
}

/** A straggler's success is undone as soon as it is known, beside what goes on or after the end of the run if need be (U1, U6), unless nothing was to be undone. */
function undoLate(state: RunState, step: StepInstance, undoable: boolean): void {
  settleResidue(state)
  // it was in doubt, and is known to stay
  if (!undoable) return resolveLeft(state, step)
  if (!isTakenBack(state, step.scope)) return
  const rollback = rollbackAround(state, step)
  if (rollback !== undefined) rollback.remaining.push(step)
  // what a scope that has gone down still owes does not wait for the run's own rollback: a pivot may pass before that
  else if (state.rollbackReason === null || isFinal(state.status) || state.lane !== null || hasGoneDown(step.scope)) state.due.push('undo.started', undoStarted(step), step)
}
