import { must } from '../error/engine-error.ts'
import type { Rollback, RunState } from '../state/run-state.ts'
import type { StepInstance } from '../state/run-tree.ts'
import { undoStarted } from '../state/undo-started.ts'
import type { Called, Performance } from './performance.ts'
import type { Performer } from './performer.ts'

// The short way from one undo to the next, in a run that does nothing but undo, one step after the other: as in `plain-steps.ts`, the
// same facts and the same state after them as the long way through `concludeUndo`, `evolve` and `due`.

/** The rollback that goes on the short way, once the success of an undo is known; undefined where anything else has a say in what follows. Nothing is due. */
export function plainRollback({ state, gates }: Performer, { subject, purpose }: Performance, outcome: Called): Rollback | undefined {
  if (outcome.kind !== 'ok' || purpose !== 'undo' || subject.duty !== 'undo' || gates.size > 0) return undefined
  const rollback = soleRollback(state)
  return rollback !== undefined && rollback.remaining.length > 0 && rollback.active.size === 1 && rollback.active.has(subject) ? rollback : undefined
}

/** That of the whole run, while it undoes step after step and nothing else is going on. */
function soleRollback({ rollbacks, performing, offers, kept }: RunState): Rollback | undefined {
  if (rollbacks.size !== 1 || performing.size !== 1 || offers.size > 0 || kept !== null) return undefined
  const rollback = rollbacks.get('')
  return rollback?.release === null ? rollback : undefined
}

/** A step is undone, and the undo of the next is due. */
export function undoNextPlainly(performer: Performer, rollback: Rollback, step: StepInstance): void {
  const { state, log } = performer
  const next = must(rollback.remaining.pop(), 'the next undo')
  log.addUndoSucceeded(step)
  state.seq++
  state.performing.delete(step)
  step.duty = null
  step.status = 'undone'
  rollback.undone.push(step.path)
  rollback.active.delete(step)
  rollback.active.add(next)
  if (performer.watched) performer.tell()
  startUndo(performer, next)
}

function startUndo(performer: Performer, step: StepInstance): void {
  const { state, log, secrets } = performer
  if (secrets === undefined) log.addUndoStarted(step, step.value ?? null)
  else log.add('undo.started', secrets.conceal(undoStarted(step)), step)
  state.seq++
  step.status = 'undoing'
  step.undoAttempt++
  step.duty = 'undo'
  state.performing.add(step)
  state.tasks.push({ kind: 'undo', step })
  if (performer.watched) performer.tell()
}
