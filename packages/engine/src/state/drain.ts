import type { RunState } from './run-state.ts'
import { isWithin } from './scope-instance.ts'
import type { ScopeInstance } from './run-tree.ts'
import { setTimer } from './set-timer.ts'
import { rest } from './slots.ts'

/** Sets how long a run that goes down waits for what is in flight (U1). */
export function limitDrain(state: RunState): void {
  if (isAtWork(state, null)) state.due.push('timer.set', { timer: 'drain', dueAt: state.now + state.plan.options.drainMs })
}

/** As `limitDrain`, of a scope that goes down on its own (U6). Follows from what takes it down: no event of its own. */
export function limitScopeDrain(state: RunState, scope: ScopeInstance): void {
  if (isAtWork(state, scope)) state.tasks.push(setTimer(state, { timer: drainOf(scope), dueAt: state.now + state.plan.options.drainMs }, scope.owner ?? undefined))
}

export function dropScopeDrain({ timers }: RunState, scope: ScopeInstance): void {
  timers.delete(drainOf(scope))
}

function drainOf({ path }: ScopeInstance): string {
  return `drain:${path}`
}

/** Something is in flight that may end; an undo has to. */
function isAtWork({ performing }: RunState, scope: ScopeInstance | null): boolean {
  for (const step of performing) if (step.duty !== 'undo' && (scope === null || isWithin(step.scope, scope))) return true
  return false
}

/** The drain's time is over: what still runs is left behind as a straggler, and what was to be made again and has not begun stays in doubt (U1, H5). */
export function endDrain(state: RunState, scope: ScopeInstance | null): void {
  for (const step of state.performing) {
    if (step.duty === 'undo' || (scope !== null && !isWithin(step.scope, scope))) continue
    if (step.duty === 'rerun' && step.status === 'in_doubt') rest(state, step)
    else state.due.push('step.straggled', {}, step)
  }
}

/** Whose drain a timer limits, while it is waited for. */
export function drainingScope({ failingScopes }: RunState, timer: string): ScopeInstance | undefined {
  for (const scope of failingScopes) if (!scope.rollingBack && drainOf(scope) === timer) return scope
  return undefined
}
