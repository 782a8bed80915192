import { must } from '../error/engine-error.ts'
import type { EventData } from '../event/event.ts'
import type { ScopePlan, StepPlan } from '../plan/plan.ts'
import { latest } from '../rollback/parallel-order.ts'
import { addWaiting } from '../scope/add-waiting.ts'
import { NOTHING } from '../scope/open-scope.ts'
import { scopeDone } from '../scope/settle-step.ts'
import type { RunState } from './run-state.ts'
import { enclosing, findStep } from './scope-instance.ts'
import type { ScopeInstance, StepInstance } from './run-tree.ts'
import { isSettled } from './status.ts'
import { StepTable } from './step-table.ts'

/** A halted run goes on with another version: what has begun stays, what has not is replaced (H6). O(steps of open scopes). */
export function adaptState(state: RunState, data: EventData['run.adapted']): void {
  const plan = state.plan.planVersion(data.document, data.hash)
  state.plan = plan
  const scopes: ScopeInstance[] = []
  adaptScope(state, { scope: must(state.root, 'a run that has started'), plan: plan.scope, scopes })
  const busy = scopes.filter((scope) => scope.owner !== null && scope.remaining > 0)
  for (const scope of scopes) rewire(state, scope)
  // nothing in it is left to do; of the run itself that is seen when it is resumed
  for (const scope of busy) if (scope.remaining === 0) scopeDone(state, scope)
}

interface AdaptingScope {
  readonly scope: ScopeInstance
  readonly plan: ScopePlan
  /** All that have been adapted, outermost first. */
  readonly scopes: ScopeInstance[]
}

function adaptScope(state: RunState, { scope, plan, scopes }: AdaptingScope): void {
  // what goes down, or has gone down, never goes on
  if (scope.failing !== undefined) return
  scopes.push(scope)
  const before = scope.steps
  const emitted = [...before].filter((step) => step.siblings !== before)
  const old = new Map([...before].filter((step) => step.siblings === before).map((step) => [step.plan.name, step]))
  scope.plan = plan
  scope.steps = new StepTable(plan, scope, state.ordinals)
  state.ordinals += plan.steps.length
  for (const [name, step] of old) if (!plan.byName.has(name)) retire(step)
  for (const stepPlan of plan.steps) adaptStep(state, { scope, plan: stepPlan, old: old.get(stepPlan.step.name), scopes })
  for (const step of emitted) scope.steps.add(step)
}

interface Adapting {
  readonly scope: ScopeInstance
  readonly plan: StepPlan
  readonly old: StepInstance | undefined
  readonly scopes: ScopeInstance[]
}

function adaptStep(state: RunState, { scope, plan, old, scopes }: Adapting): void {
  if (old === undefined || !hasBegun(old)) return retire(old)
  scope.steps.put(plan.index, old)
  // what has been done is undone as was said when it was done, and a container that has its value has done all that it will
  old.plan = isSettled(old.status) ? { ...plan, undo: old.plan.undo } : plan
  if (isSettled(old.status)) return
  for (const inner of old.container?.scopes.values() ?? []) adaptScope(state, { scope: inner, plan: must(scopePlanOf(old, inner), 'the inside of an adapted container'), scopes })
}

/** The plan of an inner scope in its container's new version. */
function scopePlanOf(owner: StepInstance, inner: ScopeInstance): ScopePlan | undefined {
  const { scopes, native } = owner.plan
  if (native === 'race') return scopes[inner.index]
  if (native !== 'switch') return scopes[0]
  const branch = innerBranch(owner, inner)
  return scopes[branch]
}

/** The branch that a switch has taken: the one whose steps it runs. */
export function innerBranch(owner: StepInstance, inner: ScopeInstance): number {
  const first = inner.steps.at(0)?.plan.name ?? ''
  return owner.plan.scopes.findIndex((plan) => plan === inner.plan || plan.byName.has(first))
}

/** A step that the new version replaces or lacks never starts. */
function retire(step: StepInstance | undefined): void {
  if (step) step.status = 'cancelled'
}

/** Whether the step has left a trace that must not be lost. */
export function hasBegun(step: StepInstance): boolean {
  return step.attempt > 0 || (step.status !== 'idle' && step.status !== 'queued' && step.status !== 'cancelled')
}

/** Counts anew what each step waits for, and announces what waits for nothing. */
function rewire(state: RunState, scope: ScopeInstance): void {
  const around = enclosing(scope)
  let remaining = 0
  for (const step of scope.steps) {
    if (!isSettled(step.status) && step.plan.needed) remaining++
    if (step.siblings !== scope.steps) continue
    step.waiting = step.plan.dependsOn.filter((index) => !isSettled(latest(scope.steps.at(index))?.status ?? 'idle')).length
    if (around !== null && !hasBegun(step)) for (const name of step.plan.outer) addWaiting(step, findStep(around, name))
    if (step.status === 'idle' && step.waiting === 0 && step.plan.needed) state.due.push('step.ready', NOTHING, step)
  }
  scope.remaining = remaining
}
