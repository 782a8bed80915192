import { undoStarted } from '../state/undo-started.ts'
import { must } from '../error/engine-error.ts'
import type { EventData } from '../event/event.ts'
import type { Rollback, RunState } from '../state/run-state.ts'
import { isWithin, stepsWithin } from '../state/scope-instance.ts'
import type { ScopeInstance, StepInstance } from '../state/run-tree.ts'
import { parallelOrder } from './parallel-order.ts'
import { residueOf } from './residue.ts'

/** Begins to undo what the run, or a contained scope, has done. O(its undoable steps), sorted. */
export function openRollback(state: RunState, data: EventData['rollback.started']): void {
  const scope = data.scope === undefined ? null : must([...state.failingScopes].find((at) => at.path === data.scope), `the scope "${data.scope}"`)
  if (scope === null) {
    if (state.status !== 'cancelling') state.status = 'rolling_back'
    state.rollbackReason = data.reason
    state.phaseDue = false
    state.endedAt = undefined
  }
  const candidates = scope === null ? state.undoStack.splice(0) : undoableWithin(scope)
  const rollback: Rollback = { scope, owed: [], remaining: [], active: new Set(), undone: [], left: [], release: null }
  const owed = absorb(state, rollback)
  const entries = candidates.filter((step) => step.status === 'succeeded' && !rollback.active.has(step) && (step.completion > state.undoFloor || owed.has(step)))
  rollback.owed = entries
  const parallel = state.plan.options.rollback === 'parallel' ? parallelOrder(state, [...entries, ...rollback.active]) : null
  rollback.remaining.push(...(parallel ? parallel.first.toReversed() : entries))
  rollback.release = parallel ? parallel.release : null
  state.rollbacks.set(data.scope ?? '', rollback)
  startUndos(state, rollback)
}

/** What is being undone inside already, and waits for its next attempt, goes on in the wider rollback. Answers what is still owed there: a pivot may have passed since (U7). */
function absorb(state: RunState, rollback: Rollback): ReadonlySet<StepInstance> {
  const owed = new Set<StepInstance>()
  for (const step of state.lateUndos) {
    if (rollback.scope !== null && !isWithin(step.scope, rollback.scope)) continue
    rollback.active.add(step)
    state.lateUndos.delete(step)
  }
  for (const [path, inner] of state.rollbacks) {
    if (inner.scope === null || (rollback.scope !== null && !isWithin(inner.scope, rollback.scope))) continue
    for (const step of inner.active) rollback.active.add(step)
    for (const step of inner.owed) owed.add(step)
    rollback.undone.push(...inner.undone)
    rollback.left.push(...inner.left)
    state.rollbacks.delete(path)
    state.failingScopes.delete(inner.scope)
  }
  return owed
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
    // taken over from an inner rollback: under way, or over before its turn came
    if (rollback.active.has(step) || step.status !== 'succeeded') continue
    rollback.active.add(step)
    state.due.push('undo.started', undoStarted(step), step)
  }
  if (rollback.active.size === 0) complete(state, rollback)
}

function complete(state: RunState, rollback: Rollback): void {
  const { scope, undone } = rollback
  const left = [...rollback.left, ...doubtsWithin(state, scope)]
  if (scope !== null) return state.due.push('rollback.completed', { undone, left, residue: [], scope: scope.path })
  state.due.push('rollback.completed', { undone, left, residue: residueOf(state) })
}

/** Attempts of which nothing is known, and that may have had an effect: somebody has to see to them. */
function doubtsWithin(state: RunState, scope: ScopeInstance | null): readonly string[] {
  const paths: string[] = []
  for (const step of state.inDoubt) {
    const told = state.left.includes(step.path) || step.plan.effects.length === 0
    if (step.status === 'in_doubt' && !told && (scope === null || isWithin(step.scope, scope))) paths.push(step.path)
  }
  return paths
}

/** The rollback that a success has come too late for, and that takes it in: the run's own, or that of a scope around it. O(rollbacks under way). */
export function rollbackAround({ rollbacks }: RunState, { scope }: StepInstance): Rollback | undefined {
  const whole = rollbacks.get('')
  if (whole !== undefined) return whole
  for (const rollback of rollbacks.values()) if (rollback.scope !== null && isWithin(scope, rollback.scope)) return rollback
  return undefined
}

/** The rollback that a step is being undone in. O(rollbacks under way). */
export function rollbackOf(state: RunState, step: StepInstance): Rollback | undefined {
  for (const rollback of state.rollbacks.values()) if (rollback.active.has(step)) return rollback
  return undefined
}
