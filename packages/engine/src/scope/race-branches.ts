import { must, runError } from '../error/engine-error.ts'
import { errorJson } from '../error/error-json.ts'
import { ContainerState } from '../state/container-state.ts'
import { containFailure } from '../state/phase.ts'
import type { RunState } from '../state/run-state.ts'
import type { ScopeInstance, StepInstance } from '../state/run-tree.ts'
import { acceptsWork } from './accepts-work.ts'
import { askWhatNext } from './ask-what-next.ts'
import type { Container } from './container.ts'
import { endElement } from './end-element.ts'
import { openScope, scopeValue } from './open-scope.ts'

/** All branches at once; the first with a value wins, the others are stopped and undone. It fails when all have failed. */
export const raceContainer: Container = {
  enter(state, race) {
    const container = new ContainerState()
    race.container = container
    race.plan.scopes.forEach((plan, index) => {
      container.opened++
      container.scopes.add(openScope(state, { plan, owner: race, inputs: race.scope.inputs, index }))
    })
    const won = container.scopes.values().find((scope) => scope.remaining === 0)
    if (won) raceContainer.scopeDone(state, won, scopeValue(won))
  },

  scopeDone(state, scope, value) {
    const race = must(scope.owner, 'the race of a branch')
    const container = must(race.container, 'the state of a race')
    // a run that goes down has no winners
    if (container.winner !== null || !acceptsWork(state, race.scope)) return
    container.winner = scope.index
    container.accumulator = value
    endElement(state, container, scope)
    const lost = runError({ code: 'RACE_LOST', message: `branch ${scope.index + 1} of "${race.path}" was first`, retryable: false }, { step: race.path })
    const others = container.scopes.values()
    for (const other of others) if (!other.failing) containFailure(state, other, lost)
    endWhenAlone(state, race)
  },

  scopeFailed(state, scope) {
    const race = must(scope.owner, 'the race of a branch')
    const container = must(race.container, 'the state of a race')
    endElement(state, container, scope)
    if (container.winner !== null) return endWhenAlone(state, race)
    container.deadLetters.push({ index: scope.index, element: null, error: must(scope.failing, 'the error of a failed branch') })
    if (container.scopes.size === 0) allFailed(state, race, scope)
  },
}

function endWhenAlone(state: RunState, race: StepInstance): void {
  const container = must(race.container, 'the state of a race')
  if (container.scopes.size === 0) state.due.push('step.succeeded', { value: container.accumulator }, race)
}

function allFailed(state: RunState, race: StepInstance, last: ScopeInstance): void {
  const { deadLetters, failure } = must(race.container, 'the state of a race')
  if (failure !== undefined) return askWhatNext(state, race, failure)
  const details = deadLetters.map(({ index, error }) => ({ branch: index, error: errorJson(error) }))
  const error = runError({ code: 'RACE_FAILED', message: `no branch of "${race.path}" succeeded`, details, ...(last.failing ? { cause: last.failing } : {}) }, { step: race.path, attempt: race.attempt })
  askWhatNext(state, race, error)
}
