import { must } from '../error/engine-error.ts'
import { advanceRollback, openRollback, rollbackOf } from '../rollback/rollback.ts'
import { rollbackEnded } from '../rollback/rollback-ended.ts'
import { due, fact } from './due.ts'
import type { RunState } from './run-state.ts'
import { beginDuty, endDuty } from './slots.ts'
import { subject, type StepEvent } from './step-events.ts'

export const undoEvents = {
  'rollback.started': (state: RunState, { data }: StepEvent<'rollback.started'>) => openRollback(state, data),

  'undo.started': (state: RunState, event: StepEvent<'undo.started'>) => {
    const step = subject(state, event)
    step.status = 'undoing'
    step.undoAttempt++
    beginDuty(state, step, 'undo')
    state.tasks.push({ kind: 'undo', step })
  },

  'undo.succeeded': (state: RunState, event: StepEvent<'undo.succeeded'>) => {
    const step = subject(state, event)
    endDuty(state, step)
    step.status = 'undone'
    state.effects.delete(step)
    const rollback = rollbackOf(state, step)
    if (!rollback) return void state.undone.push(step.path)
    rollback.undone.push(step.path)
    advanceRollback(state, rollback, step)
  },

  'undo.retrying': (state: RunState, event: StepEvent<'undo.retrying'>) => {
    const step = subject(state, event)
    endDuty(state, step)
    due(state, fact('timer.set', { timer: `undo:${step.path}`, dueAt: state.now + event.data.delayMs }, step))
  },

  'undo.failed': (state: RunState, event: StepEvent<'undo.failed'>) => {
    const step = subject(state, event)
    endDuty(state, step)
    step.status = 'undo_failed'
    step.error = event.data.error
    const rollback = rollbackOf(state, step)
    if (!rollback) return void state.left.push(step.path)
    rollback.left.push(step.path)
    advanceRollback(state, rollback, step)
  },

  'rollback.completed': (state: RunState, { data }: StepEvent<'rollback.completed'>) => {
    const rollback = must(state.rollbacks.get(data.scope ?? ''), 'the rollback that has completed')
    state.rollbacks.delete(data.scope ?? '')
    state.undone.push(...data.undone)
    state.left.push(...data.left)
    rollbackEnded(state, rollback)
  },
}
