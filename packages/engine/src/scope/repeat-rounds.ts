import type { Json } from '@eddy/workflow'
import { must } from '../error/engine-error.ts'
import { ContainerState } from '../state/container-state.ts'
import type { RunState } from '../state/run-state.ts'
import { beginDuty, endDuty } from '../state/slots.ts'
import type { StepInstance } from '../state/run-tree.ts'
import { acceptsWork } from './accepts-work.ts'
import type { Container } from './container.ts'
import { endElement } from './end-element.ts'
import { groupContainer } from './group-container.ts'
import { openScope, scopeValue } from './open-scope.ts'

/** Rounds one after the other; after each, a host asks whether another follows. */
export const repeatContainer: Container = {
  ...groupContainer,
  enter(state, step, started) {
    step.container = new ContainerState()
    const initial = started.arguments['initial'] ?? step.plan.step.config?.['initial'] ?? null
    openRound(state, step, { round: 0, previous: initial })
  },

  scopeDone(state, scope, value) {
    const step = must(scope.owner, 'the repeat of a round')
    const container = must(step.container, 'the state of a repeat')
    container.results = [container.accumulator, value]
    container.accumulator = value
    endElement(state, container, scope)
    if (!acceptsWork(state, step.scope)) return
    beginDuty(state, step, 'next')
    state.tasks.push({ kind: 'next', step })
  },
}

/** Another round follows. */
export function nextRound(state: RunState, step: StepInstance, { round, element }: { readonly round: number; readonly element: Json }): void {
  endDuty(state, step)
  openRound(state, step, { round, previous: element })
}

function openRound(state: RunState, step: StepInstance, { round, previous }: { readonly round: number; readonly previous: Json }): void {
  const container = must(step.container, 'the state of a repeat')
  container.opened++
  container.accumulator = previous
  const plan = must(step.plan.scopes[0], 'the inside of a repeat')
  const scope = openScope(state, { plan, owner: step, inputs: step.scope.inputs, index: round, element: { round, previous } })
  container.scopes.add(scope)
  if (scope.remaining === 0) repeatContainer.scopeDone(state, scope, scopeValue(scope))
}
