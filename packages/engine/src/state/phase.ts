import type { EventData } from '../event/event.ts'
import type { RunError } from '../error/run-error.ts'
import { settleResidue } from '../rollback/residue.ts'
import { abort } from './abort.ts'
import { dropScopeDrain, limitDrain, limitScopeDrain } from './drain.ts'
import { advanceLane } from './lane.ts'
import { rerunWaitingDoubts } from './rerun-to-undo.ts'
import { hasRollback, type RunState } from './run-state.ts'
import { isWithin } from './scope-instance.ts'
import type { ScopeInstance, StepInstance } from './run-tree.ts'
import { dropTimers, dropAllTimers } from './set-timer.ts'
import type { RunStatus, StepStatus } from './status.ts'
import { waitsForNextWave } from './waits-for-next-wave.ts'
import { closeOffer } from './offer-limits.ts'
import { isUnclaimed } from './task-offer.ts'

/** The forward part is over: nothing new starts, what is in flight is told, and the rollback follows the drain (U1). */
export function beginFailing(state: RunState, error: RunError): void {
  state.status = 'failing'
  state.phaseDue = false
  state.error = error
  state.rollbackReason ??= 'failure'
  stopContained(state, null)
  abortAll(state)
  advancePhase(state)
}

/** Tells everything in flight that its outcome is no longer wanted, repeats what is in doubt and waits, and sets the drain's limit. */
export function abortAll(state: RunState): void {
  for (const step of Array.from(state.performing)) abort(state, step)
  rerunWaitingDoubts(state, null)
  limitDrain(state)
}

/** Goes on to the next phase once nothing is in flight. Called whenever a performance ends. O(contained scopes going down). */
export function advancePhase(state: RunState): void {
  if (state.failingScopes.size > 0) advanceContained(state)
  // a rollback of the run that is under way ends by itself
  if (state.performing.size > 0 || state.phaseDue || hasRollback(state)) return
  if (state.status === 'running') endWave(state)
  else if (state.status === 'halting') halt(state)
  else if (state.status === 'failing') announceRollback(state)
  else if (state.status === 'cancelling') endCancelling(state)
  else advanceLane(state)
}

function advanceContained(state: RunState): void {
  for (const scope of state.failingScopes) if (!scope.rollingBack && !performingWithin(state, scope)) beginScopeRollback(state, scope)
}

/** All steps of the wave have settled, or wait for one that is held for the next: the run halts (single wave). */
function endWave(state: RunState): void {
  const { wave } = state
  if (wave === null || wave.open || wave.held.length === 0 || (wave.unsettled > 0 && !waitsForNextWave(state, wave))) return
  state.status = 'halting'
  halt(state)
}

function endCancelling(state: RunState): void {
  if (state.rollbackReason === null) finish(state, 'cancelled')
  else announceRollback(state)
}

/** What follows from the log comes first; contained scopes that are being taken down come to their end, and so does what is undone late. */
function halt(state: RunState): void {
  if (state.due.isEmpty && state.failingScopes.size === 0 && state.rollbacks.size === 0 && state.lateUndos.size === 0) announceHalt(state)
}

/** A halt may have waited for what was due. */
export function haltWhenQuiet(state: RunState): void {
  if (state.status === 'halting' && state.due.isEmpty) advancePhase(state)
}

function announceHalt(state: RunState): void {
  state.phaseDue = true
  const [first] = state.halted
  state.due.push('run.halted', { value: first?.value ?? null, reason: haltReason(state, first) })
}

function haltReason(state: RunState, first: StepInstance | undefined): NonNullable<EventData['run.halted']['reason']> {
  if (first === undefined) return state.haltAsked ?? (state.wave !== null && state.wave.held.length > 0 ? 'wave' : 'timeout')
  if (first.status === 'in_doubt') return 'in_doubt'
  return state.pivot !== null && first.error ? 'pivot' : 'asked'
}

function announceRollback(state: RunState): void {
  state.phaseDue = true
  state.due.push('rollback.started', { reason: state.rollbackReason ?? 'failure', ...(state.error ? { error: state.error } : {}) })
}

function beginScopeRollback(state: RunState, scope: ScopeInstance): void {
  scope.rollingBack = true
  dropScopeDrain(state, scope)
  state.due.push('rollback.started', { reason: 'failure', scope: scope.path, ...(scope.failing ? { error: scope.failing } : {}) })
}

function performingWithin(state: RunState, scope: ScopeInstance): boolean {
  for (const step of state.performing) if (isWithin(step.scope, scope)) return true
  return false
}

/** The run is over: what it leaves in the world is settled (U10). */
export function finish(state: RunState, status: RunStatus): void {
  state.status = status
  state.phaseDue = false
  state.endedAt = state.now
  // what a contained scope was undoing stays as it is
  for (const rollback of state.rollbacks.values()) {
    state.undone.push(...rollback.undone)
    state.left.push(...rollback.left)
  }
  state.rollbacks.clear()
  for (const [step, offer] of state.offers) if (isUnclaimed(offer)) state.offers.delete(step)
  dropAllTimers(state)
  settleResidue(state)
}

/** Takes the containment `scope` down on its own: its steps stop, its successes are undone, then its owner decides (U6). */
export function containFailure(state: RunState, scope: ScopeInstance, error: RunError): void {
  scope.failing = error
  stopContained(state, scope)
  state.failingScopes.add(scope)
  for (const step of Array.from(state.performing)) if (isWithin(step.scope, scope)) abort(state, step)
  rerunWaitingDoubts(state, scope)
  limitScopeDrain(state, scope)
  dropWaiting(state, scope)
  if (state.status === 'halting' && state.halted.length === 0 && !state.haltAsked) state.status = 'running'
  advancePhase(state)
}

/** What goes down inside the scope, or the run, goes down with it. */
export function stopContained(state: RunState, around: ScopeInstance | null): void {
  for (const scope of state.failingScopes) {
    if (scope.rollingBack || (around !== null && !isWithin(scope, around))) continue
    state.failingScopes.delete(scope)
    dropScopeDrain(state, scope)
  }
}

/** What has not begun or merely waits inside the scope never goes on. O(steps in the scope). */
function dropWaiting(state: RunState, scope: ScopeInstance): void {
  for (const step of scope.steps) {
    // nobody is asked about what goes down
    if (state.halted.includes(step)) state.halted.splice(state.halted.indexOf(step), 1)
    if (step.duty === null && isPending(step.status)) {
      closeOffer(state, step)
      step.status = 'cancelled'
      dropTimers(state, step)
    }
    for (const inner of step.container?.scopes.values() ?? []) dropWaiting(state, inner)
  }
}

function isPending(status: StepStatus): boolean {
  return status === 'idle' || status === 'queued' || status === 'retrying' || status === 'waiting' || status === 'running' || status === 'halted'
}
