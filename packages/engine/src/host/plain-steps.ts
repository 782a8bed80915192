import type { Json } from '@eddy/workflow'
import { must } from '../error/engine-error.ts'
import type { EventData } from '../event/event.ts'
import { nextElement } from '../scope/next-element.ts'
import { NOTHING } from '../scope/open-scope.ts'
import { scopeDone } from '../scope/settle-step.ts'
import { advancePhase, haltWhenQuiet } from '../state/phase.ts'
import { MOST_VALUES } from '../state/event-log.ts'
import type { StepPlan } from '../plan/plan.ts'
import type { RunState } from '../state/run-state.ts'
import type { ScopeInstance, StepInstance, StepTable } from '../state/run-tree.ts'
import { enqueue } from '../state/slots.ts'
import { noteUndoable } from '../state/step-events.ts'
import { FIRST_GROUP } from '../state/step-instance.ts'
import { callExecutor } from './call-executor.ts'
import { idempotencyKey, type Called, type Conclusion, type Performance } from './performance.ts'
import type { Performer } from './performer.ts'
import { resolvePlain, resolveSole, type Arguments } from './resolve-arguments.ts'

// The short way of plain steps in a calm run: the same facts in the same order, and the same state after them, as the long way through
// `performAttempt`, `evolve` and `due`, in a fraction of the instructions. Whoever folds a log takes the long way: that both come to
// the same is what every test that takes up a run from its log shows (ADR 8). A step is plain by its plan (`StepPlan.plain`), and
// while it has nothing of its own beyond it (`StepInstance.ordinary`).

/** Nothing but plain steps has a say in what follows. To be asked again after whatever is recorded the long way, and after the end of a scope. */
export function isCalm(state: RunState): boolean {
  return state.status === 'running' && state.wave === null && state.kept === null && state.lane === null && !state.keepsAll && state.failingScopes.size === 0 && state.inDoubt.size === 0 && state.rollbacks.size === 0
}

/** Starts a plain step in a calm run; false, with nothing done, where an argument cannot be resolved. */
export function startPlainly(performer: Performer, step: StepInstance, conclude: Conclusion): boolean {
  const { plan } = step
  const { argumentNames } = plan
  if (argumentNames === null) return false
  const { state, log } = performer
  const sole = argumentNames.length === 1 ? argumentNames[0] : undefined
  const only = sole === undefined ? undefined : resolveSole(step)
  const values = sole !== undefined && only !== undefined ? { [sole]: only } : resolvePlain(step, log.values)
  if (values === undefined) return false
  if (plan.effects.length > 0 && step.attemptGroup !== FIRST_GROUP) log.add('step.started', startedData(performer.runId, step, values), step)
  else if (only !== undefined) log.addStartedWith(step, only)
  else if (argumentNames.length <= MOST_VALUES) log.addStartedWithAll(step, argumentNames.length)
  else log.addStarted(step, values)
  state.seq++
  step.attempt++
  step.arguments = values
  step.status = 'running'
  step.occupying = true
  step.duty = 'run'
  state.attempts++
  state.inFlight++
  state.performing.add(step)
  if (performer.watched) tellStarted(performer, step, values)
  callExecutor(performer, { step, definition: plan.step, purpose: 'run', arguments: values, conclude })
  return true
}

/** What is told of a start. The log makes it when it is read, but for the key of another group than the first. */
function startedData(runId: string, step: StepInstance, values: Arguments): EventData['step.started'] {
  return step.plan.effects.length > 0 ? { arguments: values, key: idempotencyKey(runId, step) } : { arguments: values }
}

/** Whether the outcome of a call is the success of a plain step with nothing to tell but its value; asked in a calm run. */
export function isPlainSuccess({ subject, purpose }: Performance, outcome: Called): outcome is Called & { readonly kind: 'ok'; readonly value: Json } {
  return outcome.kind === 'ok' && purpose === 'run' && subject.plan.plain && subject.status === 'running' && subject.ordinary && outcome.logs === undefined && outcome.by === undefined && outcome.steps === undefined
}

/** A plain step has its value, in a calm run in which nothing is due. */
export function succeedPlainly(performer: Performer, step: StepInstance, value: Json): void {
  const { state, log } = performer
  const { plan, scope } = step
  log.addSucceeded(step, value)
  state.seq++
  state.performing.delete(step)
  step.duty = null
  step.occupying = false
  state.inFlight--
  step.status = 'succeeded'
  step.value = value
  const traceless = leavesNothing(state, step)
  if (performer.watched) tellSucceeded(performer, step, value)
  if (plan.dependents < plan.dependentsEnd) releasePlainly(performer, scope.steps, plan)
  scope.remaining--
  if (scope.remaining === 0) endScope(performer, scope)
  else if (traceless && step.attempt === 1) scope.steps.letGo(step)
}

/** Spelled out, since every success passes here: going through a list by its iterator is dear until it is compiled. */
function releasePlainly(performer: Performer, steps: StepTable, { dependents, dependentsEnd }: StepPlan): void {
  const all = steps.plan.dependents
  for (let at = dependents; at < dependentsEnd; at++) {
    const dependent = steps.release(all[at] ?? 0)
    // nothing is due: what would be recorded next can be recorded here
    if (dependent !== undefined && dependent.plan.needed && dependent.status === 'idle') readyPlainly(performer, dependent)
  }
}

/** Notes what there is to undo, and what stays in the world. */
function leavesNothing(state: RunState, step: StepInstance): boolean {
  const { effects, undo } = step.plan
  if (undo.by !== 'none' && step.scope.reversible) noteUndoable(state, step)
  if (effects.length === 0) return step.completion === 0
  state.effects.push(step)
  return false
}

/** A step is ready, in a calm run, and nothing else is due before it. */
export function readyPlainly(performer: Performer, step: StepInstance): void {
  const { state, log } = performer
  log.addReady(step)
  state.seq++
  enqueue(state, step)
  if (performer.watched) tellReady(performer, step)
}

// what is told of the three: apart, since most runs are watched by nobody, and short functions become one when they are compiled

function tellReady(performer: Performer, { path: step }: StepInstance): void {
  const { seq, now: at } = performer.state
  performer.tell({ seq, at, type: 'step.ready', step, data: NOTHING })
}

function tellStarted(performer: Performer, step: StepInstance, values: Arguments): void {
  const { seq, now: at } = performer.state
  performer.tell({ seq, at, type: 'step.started', step: step.path, attempt: step.attempt, data: startedData(performer.runId, step, values) })
}

function tellSucceeded(performer: Performer, { path: step, attempt }: StepInstance, value: Json): void {
  const { seq, now: at } = performer.state
  performer.tell({ seq, at, type: 'step.succeeded', step, attempt, data: { value } })
}

/** Whether the success of its last step may have turned the run. A map opens its next element, or has its own success recorded the long way, unless the element's value fails it. */
export function mayUnsettle({ remaining, owner }: ScopeInstance): boolean {
  return remaining === 0 && (owner === null || owner.plan.map === null || owner.container?.failure !== undefined)
}

/** The long way is the only one in which the success of a plain step may turn the run: a race that is won takes its other branches down. */
function endScope(performer: Performer, scope: ScopeInstance): void {
  const { state } = performer
  const next = nextElement(state, scope)
  if (next !== undefined) return startElement(performer, next)
  scopeDone(state, scope)
  advancePhase(state)
  haltWhenQuiet(state)
}

/** Nothing is due: the first steps of an element that has just begun can be announced at once. */
function startElement(performer: Performer, { plan, steps }: ScopeInstance): void {
  for (const index of plan.starts) readyPlainly(performer, must(steps.at(index), 'a step'))
}
