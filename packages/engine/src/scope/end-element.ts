import type { ContainerState } from '../state/container-state.ts'
import type { RunState } from '../state/run-state.ts'
import type { ScopeInstance } from '../state/scope-instance.ts'

/** An element, round or branch is over: it is kept where something in it can still be undone. */
export function endElement(state: RunState, container: ContainerState, scope: ScopeInstance): void {
  container.scopes.delete(scope)
  container.settled++
  if (scope.undoable || state.keepsAll) container.kept.set(scope.index, scope)
}
