import { must } from '../error/engine-error.ts'
import type { EventData } from '../event/event.ts'
import type { Rollback, RunState } from '../state/run-state.ts'
import { isWithin, stepsWithin, type ScopeInstance } from '../state/scope-instance.ts'
import type { StepInstance } from '../state/step-instance.ts'
import { parallelOrder } from './parallel-order.ts'
import { residueOf } from './residue.ts'

/** Begins to undo what the run, or a contained scope, has done. O(its undoable steps), sorted. */
export function openRollback(state: RunState, data: EventData['rollback.started']): void {
  const scope = data.scope === undefined ? null : must([...state.failingScopes].find((at) => at.path === data.scope), `the scope "${data.scope}"`)
  if (scope === null) {
    if (state.status !== 'cancelling') state.status = 'rolling_back'
    state.rollbackReason = data.reason
    state.phaseDue = false
  }
  const entries = (scope === null ? state.undoStack.splice(0) : undoableWithin(scope)).filter((step) => step.status === 'succeeded' && step.completion > state.undoFloor)
  const rollback: Rollback = { scope, remaining: [], active: new Set(), undone: [], left: [], release: null }
  absorb(state, rollback)
  const parallel = state.plan.options.rollback === 'parallel' ? parallelOrder(state, [...entries, ...rollback.active]) : null
  rollback.remaining.push(...(parallel ? parallel.first.toReversed() : entries))
  rollback.release = parallel ? parallel.release : null
  state.rollbacks.set(data.scope ?? '', rollback)
  startUndos(state, rollback)
}

/** What is being undone inside already, and waits for its next attempt, goes on in the wider rollback. */
function absorb(state: RunState, rollback: Rollback): void {
  for (const [path, inner] of state.rollbacks) {
    if (inner.scope === null || (rollback.scope !== null && !isWithin(inner.scope, rollback.scope))) continue
    for (const step of inner.active) rollback.active.add(step)
    rollback.undone.push(...inner.undone)
    rollback.left.push(...inner.left)
    state.rollbacks.delete(path)
    state.failingScopes.delete(inner.scope)
  }
}

/** In the order of completion. */
function undoableWithin(scope: ScopeInstance): StepInstance[] {
  return scope.undoable ? [...stepsWithin(scope)].filter((step) => step.completion > 0).sort((a, b) => a.completion - b.completion) : []
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
    // taken over from an inner rollback: under way
    if (rollback.active.has(step)) continue
    rollback.active.add(step)
    const { undo } = step.plan
    state.due.push('undo.started', undo.by === 'handler' ? { value: step.value ?? null, handler: undo.handler } : { value: step.value ?? null }, step)
  }
  if (rollback.active.size === 0) complete(state, rollback)
}

function complete(state: RunState, rollback: Rollback): void {
  const { scope, undone } = rollback
  if (scope !== null) return state.due.push('rollback.completed', { undone, left: rollback.left, residue: [], scope: scope.path })
  const doubtful = [...state.inDoubt].filter((step) => step.status === 'in_doubt').map((step) => step.path)
  state.due.push('rollback.completed', { undone, left: [...rollback.left, ...doubtful], residue: residueOf(state) })
}

/** The rollback that a step is being undone in. O(rollbacks under way). */
export function rollbackOf(state: RunState, step: StepInstance): Rollback | undefined {
  for (const rollback of state.rollbacks.values()) if (rollback.active.has(step)) return rollback
  return undefined
}
