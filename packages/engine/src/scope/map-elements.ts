import type { Json } from '@eddy/workflow'
import { must } from '../error/engine-error.ts'
import { due, fact } from '../state/due.ts'
import type { RunState } from '../state/run-state.ts'
import type { ScopeInstance, StepInstance } from '../state/step-instance.ts'
import { openScope } from './open-scope.ts'
import { acceptsWork } from './accepts-work.ts'

/** Starts a map: at most a window of elements is in work at once. */
export function openMap(state: RunState, map: StepInstance, elements: readonly Json[]): void {
  map.container = { scopes: new Map(), elements, results: [], nextElement: 0, settled: 0, failures: 0 }
  fillWindow(state, map)
  if (elements.length === 0) due(state, fact('step.succeeded', { value: [] }, map))
}

/** Takes an element's value (undefined: leave it out) and goes on with the next. O(1) but for the opened scope. */
export function elementDone(state: RunState, scope: ScopeInstance, value: Json | undefined): void {
  const map = must(scope.owner, 'the map of an element')
  const container = must(map.container, 'the state of a map')
  container.scopes.delete(scope.index)
  if (must(map.plan.map, 'the policy of a map').ordered) container.results[scope.index] = value
  else container.results.push(value)
  container.settled++
  if (container.settled === container.elements.length) {
    due(state, fact('step.succeeded', { value: container.results.filter((result) => result !== undefined) }, map))
  } else if (acceptsWork(state, map.scope)) fillWindow(state, map)
}

function fillWindow(state: RunState, map: StepInstance): void {
  const container = must(map.container, 'the state of a map')
  const { window } = must(map.plan.map, 'the policy of a map')
  while (container.scopes.size < window && container.nextElement < container.elements.length) {
    const index = container.nextElement++
    const plan = must(map.plan.scopes[0], 'the inside of a map')
    const opening = { plan, owner: map, prefix: `${map.path}[${index}].`, inputs: map.scope.inputs, index, element: container.elements[index] ?? null }
    container.scopes.set(index, openScope(state, opening))
  }
}
