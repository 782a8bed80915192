import type { Json } from '@eddy/workflow'
import { must, runError } from '../error/engine-error.ts'
import { errorJson } from '../error/error-json.ts'
import type { RunError } from '../error/run-error.ts'
import type { ContainerState, StepInstance } from '../state/run-tree.ts'

/** Takes one element's value into what the map will give; a problem where it cannot be. O(1); only `list` keeps the values. */
export function gatherResult(map: StepInstance, index: number, value: Json): RunError | undefined {
  const { gather } = must(map.plan.map, 'the policy of a map')
  if (typeof value === 'number' || !isNumeric(gather)) {
    take(map, index, value)
    return undefined
  }
  return runError({ code: 'NOT_A_NUMBER', message: `element ${index} of "${map.path}" gives ${JSON.stringify(value)?.slice(0, 60)}, of which there is no ${gather}`, retryable: false }, { step: map.path, attempt: map.attempt })
}

function isNumeric(gather: string): boolean {
  return gather === 'sum' || gather === 'min' || gather === 'max'
}

function take(map: StepInstance, index: number, value: Json): void {
  const container = must(map.container, 'the state of a map')
  const { gather, ordered } = must(map.plan.map, 'the policy of a map')
  const { accumulator } = container
  switch (gather) {
    case 'list':
      if (ordered) container.results[index] = value
      else container.results.push(value)
      return
    case 'last':
      container.accumulator = value
      return
    case 'count':
      container.accumulator = numberOf(accumulator) + 1
      return
    case 'sum':
      container.accumulator = numberOf(accumulator) + numberOf(value)
      return
    case 'min':
      container.accumulator = accumulator === null ? value : Math.min(numberOf(accumulator), numberOf(value))
      return
    case 'max':
      container.accumulator = accumulator === null ? value : Math.max(numberOf(accumulator), numberOf(value))
      return
    case 'none':
      return
  }
}

/** The map's value. Elements that were left out have no place in a list. */
export function gathered(map: StepInstance): Json {
  const container = must(map.container, 'the state of a map')
  const policy = must(map.plan.map, 'the policy of a map')
  const results = policy.gather === 'list' ? listed(container) : policy.gather === 'none' ? null : container.accumulator
  if (policy.onElementError !== 'dead_letter') return results
  return { results, deadLetters: container.deadLetters.map(({ index, element, error }) => ({ index, element, error: errorJson(error) })) }
}

/** None is left out as a rule: a list of a million need not be copied. */
function listed({ results }: ContainerState): Json[] {
  // what is not left out is there
  return results.includes(undefined) ? results.filter((result) => result !== undefined) : (results as Json[])
}

function numberOf(value: Json): number {
  return typeof value === 'number' ? value : 0
}
