import type { Json } from '@eddy/workflow'
import { must } from '../error/engine-error.ts'
import { ContainerState } from '../state/container-state.ts'
import type { RunState } from '../state/run-state.ts'
import type { StepInstance } from '../state/run-tree.ts'
import { openScope, scopeValue } from './open-scope.ts'

/** Opens the one inside of a container. */
export function openInside(state: RunState, step: StepInstance, inside: { readonly branch: number; readonly inputs: { readonly [name: string]: Json }; readonly element?: Json | undefined }): void {
  const plan = must(step.plan.scopes[inside.branch], 'the inside of a container')
  const scope = openScope(state, { plan, owner: step, inputs: inside.inputs, ...(inside.element === undefined ? {} : { element: inside.element }) })
  step.container = new ContainerState()
  step.container.scopes.add(scope)
  if (scope.remaining === 0) state.due.push('step.succeeded', { value: scopeValue(scope) }, step)
}
