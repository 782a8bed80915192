import { must, runError } from '../error/engine-error.ts'
import type { RunError } from '../error/run-error.ts'
import type { ContainerState, ScopeInstance, StepInstance } from './run-tree.ts'
import { noteGroup } from './note-group.ts'
import { advancePhase, containFailure } from './phase.ts'
import type { RunState } from './run-state.ts'
import { stepsWithin } from './scope-instance.ts'
import { dropTimers } from './set-timer.ts'
import { enqueue, rest } from './slots.ts'

/** Another attempt, after a durable timer where there is a delay (R2). The slot is free meanwhile. */
export function retryLater(state: RunState, step: StepInstance, { delayMs, reason }: { readonly delayMs: number; readonly reason: RunError | null }): void {
  rest(state, step)
  step.retries++
  if (reason !== null) step.error = reason
  beginAgain(state, step, delayMs)
  advancePhase(state)
}

/** One of the scopes of a container that is tried again has been taken back: the next, or the attempt. */
export function scopeTakenBack(state: RunState, step: StepInstance): void {
  const delayMs = must(step.container?.again, 'a container that is tried again')
  beginAgain(state, step, delayMs)
}

/** What a container has done is undone first, the newest scope before the others: the names of its steps are needed again (U6). O(steps inside). */
function beginAgain(state: RunState, step: StepInstance, delayMs: number): void {
  const { container } = step
  const standing = container && newestStanding(state, container)
  if (standing) return takeBack(state, step, { container, standing, delayMs })
  if (container) leaveContainer(step, container)
  if (delayMs <= 0) return enqueue(state, step)
  step.status = 'retrying'
  state.due.push('timer.set', { timer: `retry:${step.path}`, dueAt: state.now + delayMs }, step)
}

function takeBack(state: RunState, step: StepInstance, { container, standing, delayMs }: { readonly container: ContainerState; readonly standing: ScopeInstance; readonly delayMs: number }): void {
  container.again = delayMs
  step.status = 'running'
  dropTimers(state, step)
  containFailure(state, standing, step.error ?? runError({ code: 'STEP_FAILED', message: `"${step.path}" is tried again` }, { step: step.path, attempt: step.attempt }))
}

/** The scope with the newest success that can be undone. */
function newestStanding({ undoFloor }: RunState, { scopes, kept }: ContainerState): ScopeInstance | undefined {
  let newest: StepInstance | undefined
  let found: ScopeInstance | undefined
  for (const scope of [...scopes.values(), ...kept.values()]) {
    for (const step of scope.undoable ? stepsWithin(scope) : []) {
      if (step.status !== 'succeeded' || step.completion <= undoFloor || step.completion <= (newest?.completion ?? 0)) continue
      newest = step
      found = scope
    }
  }
  return found
}

/** A container begins anew; the keys of what it has done are used up. */
function leaveContainer(step: StepInstance, { groups }: ContainerState): void {
  step.groupsUsed = Math.max(step.groupsUsed + 1, step.scope.firstGroup, groups)
  // the one that its next attempt begins with
  noteGroup(step, step.groupsUsed + 1)
  step.container = undefined
}
