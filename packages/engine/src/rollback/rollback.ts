import { must } from '../error/engine-error.ts'
import type { EventData } from '../event/event.ts'
import { due, fact } from '../state/due.ts'
import { scopePath } from '../state/phase.ts'
import type { Rollback, RunState } from '../state/run-state.ts'
import { isWithin, type StepInstance } from '../state/step-instance.ts'
import { parallelOrder } from './parallel-order.ts'
import { residueOf } from './residue.ts'

/** Begins to undo what the run, or a contained scope, has done. */
export function openRollback(state: RunState, data: EventData['rollback.started']): void {
  const scope = data.scope === undefined ? null : must([...state.failingScopes].find((at) => scopePath(at) === data.scope), `the scope "${data.scope}"`)
  if (scope === null) {
    if (state.status !== 'cancelling') state.status = 'rolling_back'
    state.rollbackReason = data.reason
    state.phaseDue = false
  }
  const inside = (step: StepInstance) => step.status === 'succeeded' && (scope === null || isWithin(step.scope, scope))
  const remaining = state.undoStack.splice(state.undoFloor)
  const kept = scope === null ? [] : remaining.filter((step) => !inside(step))
  state.undoStack.push(...kept)
  const entries = remaining.filter(inside)
  const parallel = state.plan.options.rollback === 'parallel' ? parallelOrder(state, entries) : null
  const rollback: Rollback = { scope, remaining: parallel ? [...parallel.first].reverse() : entries, active: new Set(), undone: [], left: [], release: parallel ? parallel.release : null }
  state.rollbacks.set(data.scope ?? '', rollback)
  startUndos(state, rollback)
}

/** An undo has ended, well or not: the next ones start (U2, U4). */
export function advanceRollback(state: RunState, rollback: Rollback, done: StepInstance): void {
  rollback.active.delete(done)
  if (rollback.release) rollback.remaining.push(...rollback.release(done))
  startUndos(state, rollback)
}

function startUndos(state: RunState, rollback: Rollback): void {
  const width = rollback.release ? Infinity : 1
  while (rollback.active.size < width) {
    const step = rollback.remaining.pop()
    if (step === undefined) break
    rollback.active.add(step)
    const { undo } = step.plan
    due(state, fact('undo.started', { value: step.value ?? null, ...(undo.by === 'handler' ? { handler: undo.handler } : {}) }, step))
  }
  if (rollback.active.size === 0) complete(state, rollback)
}

function complete(state: RunState, rollback: Rollback): void {
  const doubtful = rollback.scope === null ? [...state.steps.values()].filter((step) => step.status === 'in_doubt').map((step) => step.path) : []
  const left = [...rollback.left, ...doubtful]
  const scope = rollback.scope === null ? {} : { scope: scopePath(rollback.scope) }
  due(state, fact('rollback.completed', { undone: rollback.undone, left, residue: rollback.scope === null ? residueOf(state) : [], ...scope }))
}

/** The rollback that a step is being undone in. O(rollbacks under way). */
export function rollbackOf(state: RunState, step: StepInstance): Rollback | undefined {
  for (const rollback of state.rollbacks.values()) if (rollback.active.has(step)) return rollback
  return undefined
}
