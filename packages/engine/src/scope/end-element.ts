import { hasStraggler } from '../state/stragglers.ts'
import type { ContainerState, ScopeInstance } from '../state/run-tree.ts'
import type { RunState } from '../state/run-state.ts'
import { isWithin } from '../state/scope-instance.ts'

/** An element, round or branch is over: it is kept where something in it can still be undone, is in doubt, or still runs. */
export function endElement(state: RunState, container: ContainerState, scope: ScopeInstance): void {
  container.scopes.delete(scope)
  container.settled++
  // what was emitted may have taken results from outside, which nothing else tells
  if (scope.undoable || state.keepsAll || scope.emitted !== undefined || hasDoubt(state, scope) || hasStraggler(state, scope)) container.kept.set(scope.index, scope)
}

/** Nothing is known of an attempt inside: somebody may say what it did. O(attempts in doubt). */
export function hasDoubt({ inDoubt }: RunState, scope: ScopeInstance): boolean {
  for (const step of inDoubt) if (isWithin(step.scope, scope)) return true
  return false
}
