import type { EventData } from '../event/event.ts'
import { advanceRollback, openRollback, rollbackOf } from '../rollback/rollback.ts'
import { rollbackEnded } from '../rollback/rollback-ended.ts'
import { leaveInPlace, resolveLeft } from '../rollback/resolve-left.ts'
import { advancePhase } from './phase.ts'
import type { RunState } from './run-state.ts'
import type { StepInstance } from './run-tree.ts'
import { beginDuty, endDuty } from './slots.ts'
import { subjectStep, type StepHandler } from './step-handler.ts'

export const undoEvents = {
  'rollback.started': (state, data) => openRollback(state, data),

  'undo.started': (state, data, subject) => {
    const step = subjectStep(subject)
    step.status = 'undoing'
    step.undoAttempt++
    if (data.arguments) step.arguments = data.arguments
    if (!rollbackOf(state, step)) state.lateUndos.add(step)
    beginDuty(state, step, 'undo')
    state.tasks.push({ kind: 'undo', step })
  },

  'undo.succeeded': (state, _data, subject) => {
    const step = subjectStep(subject)
    endDuty(state, step)
    step.status = 'undone'
    const rollback = rollbackOf(state, step)
    if (!rollback) {
      state.lateUndos.delete(step)
      state.undone.push(step.path)
      resolveLeft(state, step)
      return advancePhase(state)
    }
    rollback.undone.push(step.path)
    advanceRollback(state, rollback, step)
  },

  'undo.retrying': (state, { delayMs }, subject) => {
    const step = subjectStep(subject)
    endDuty(state, step)
    // several holders of one name may be undone at once
    state.due.push('timer.set', { timer: `undo:${step.path}#${step.attempt}`, dueAt: state.now + delayMs }, step)
  },

  'undo.failed': (state, { error }, subject) => {
    const step = subjectStep(subject)
    endDuty(state, step)
    step.status = 'undo_failed'
    step.error = error
    const rollback = rollbackOf(state, step)
    if (!rollback) {
      state.lateUndos.delete(step)
      leaveInPlace(state, step)
      return advancePhase(state)
    }
    rollback.left.push(step.path)
    advanceRollback(state, rollback, step)
  },

  /** A person has said what became of an undo that could not be done. */
  'undo.resolved': (state, { how }, subject) => {
    const step = subjectStep(subject)
    if (how === 'skipped') skip(state, step)
    if (how === 'done_outside') step.status = 'undone'
    if (how === 'not_happened') step.status = 'cancelled'
    resolveLeft(state, step)
  },

  'rollback.completed': (state, data) => {
    const rollback = state.rollbacks.get(data.scope ?? '')
    // a wider one has taken it over, with what it has undone
    if (rollback === undefined) return
    state.rollbacks.delete(data.scope ?? '')
    state.undone.push(...data.undone)
    state.left.push(...data.left)
    rollbackEnded(state, rollback)
  },
} satisfies { readonly [T in keyof EventData]?: StepHandler<T> }

/** It stays in the world: also what an attempt of which nothing is known may have left there (U10). */
function skip(state: RunState, step: StepInstance): void {
  state.skipped.add(step)
  if (step.status === 'in_doubt' && step.plan.effects.length > 0) state.effects.push(step)
}
