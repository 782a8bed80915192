import type { ContainerState, ScopeInstance, StepInstance } from '../state/run-tree.ts'
import type { RunState } from '../state/run-state.ts'
import { gatherResult } from './gather-results.ts'
import { scopeValue } from './open-scope.ts'

// The short way from one element of a map to the next, beside the long way through `endElement` and `openElement` (ADR 18): most
// elements end without leaving anything to undo, and another takes their place at once. It takes their scope as well, which is as good
// as new, so that a map of a million elements needs no more scopes than it has elements in flight.

/**
 * One element of a map in a calm run is over. The scope of the one that takes its place, with its first steps to be announced; undefined,
 * with nothing done, where none does, or the element has left more than its value.
 */
export function nextElement(state: RunState, scope: ScopeInstance): ScopeInstance | undefined {
  const { owner } = scope
  const container = owner === null ? undefined : owner.container
  if (owner === null || container === undefined || !isFollowed(owner, container) || !scope.spent) return undefined
  // what it is told of is a failure of the map
  if (gatherResult(owner, scope.index, scopeValue(scope)) !== undefined) return undefined
  container.settled++
  const index = container.opened++
  container.scopes.delete(scope)
  scope.renew(index, container.elements[index] ?? null, state.ordinals)
  container.scopes.add(scope)
  state.ordinals += scope.plan.steps.length
  return scope
}

/** Another element of a list takes the place of each that ends, and the window has no other place free. */
function isFollowed({ plan, status }: StepInstance, { scopes, stream, opened, elements }: ContainerState): boolean {
  return plan.native === 'map' && status === 'running' && stream === null && opened < elements.length && plan.map !== null && scopes.size === plan.map.window
}
