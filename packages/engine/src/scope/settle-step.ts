import type { RunState } from '../state/run-state.ts'
import type { ScopeInstance, StepInstance } from '../state/run-tree.ts'
import { isInWave } from '../state/wave.ts'
import { endLane } from '../state/lane.ts'
import { acceptsWork } from './accepts-work.ts'
import { containerOf } from './container-of.ts'
import { NOTHING, scopeValue } from './open-scope.ts'

/** What follows when a step has its value: dependents become ready, the last of a scope completes it. O(dependents). */
export function settleStep(state: RunState, step: StepInstance): void {
  const { scope } = step
  const open = acceptsWork(state, scope)
  const successor = step.emission?.successor
  if (successor === undefined) releaseDependents(state, step.standsFor ?? step, open)
  releaseWaiters(state, step, open)
  if (state.wave !== null && isInWave(step)) state.wave.unsettled--
  scope.remaining--
  if (scope.remaining === 0) scopeDone(state, scope)
}

function releaseDependents(state: RunState, step: StepInstance, open: boolean): void {
  const { siblings } = step
  const { dependents, dependentsEnd } = step.plan
  for (let at = dependents; at < dependentsEnd; at++) {
    const dependent = siblings.release(siblings.plan.dependents[at] ?? 0)
    if (dependent !== undefined && open) announce(state, dependent)
  }
}

/** Steps that wait beyond the plan; those that wait for the name of an emitter that is replaced wait for its successor. */
function releaseWaiters(state: RunState, step: StepInstance, open: boolean): void {
  const { waiters } = step
  if (waiters === undefined) return
  step.waiters = undefined
  const { emission } = step
  const successor = emission?.successor
  for (const waiter of waiters) {
    if (successor === undefined || emission?.steps.includes(waiter)) release(state, waiter, open && acceptsWork(state, waiter.scope))
    else (successor.waiters ??= []).push(waiter)
  }
}

function release(state: RunState, dependent: StepInstance, open: boolean): void {
  dependent.waiting--
  if (dependent.waiting === 0 && open) announce(state, dependent)
}

function announce(state: RunState, dependent: StepInstance): void {
  if (dependent.plan.needed && dependent.status === 'idle') state.due.push('step.ready', NOTHING, dependent)
}

export function scopeDone(state: RunState, scope: ScopeInstance): void {
  if (scope.failing) return
  const { owner } = scope
  if (owner !== null) {
    if (owner.status === 'running') containerOf(owner).scopeDone(state, scope, scopeValue(scope))
    return
  }
  if (scope === state.lane) return endLane(state)
  if (state.status === 'running') state.due.push('run.succeeded', { value: scopeValue(scope) })
}

