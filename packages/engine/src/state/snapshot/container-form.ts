import type { Json } from '@eddy/workflow'
import { must } from '../../error/engine-error.ts'
import { mapSource } from '../../scope/map-elements.ts'
import { ContainerState } from '../container-state.ts'
import type { ScopeInstance, StepInstance } from '../run-tree.ts'
import { elementAt, inputsIn, ScopeInstance as Scope } from '../scope-instance.ts'
import type { ContainerForm, ResultsForm, ScopeForm } from './forms.ts'
import { Unrolled } from './json-pieces.ts'

/** What a snapshot says of what a container keeps. */
export function containerForm(step: StepInstance, scopeForm: (scope: ScopeInstance) => ScopeForm): ContainerForm | undefined {
  const { container } = step
  if (container === undefined) return undefined
  const { scopes, kept, elements, stream, opened, settled, failures, results, accumulator, deadLetters, groups, failure, winner } = container
  const known = elements.length === 0 || elements === mapSource(step.arguments ?? {})
  return {
    opened, settled, failures, accumulator, deadLetters, groups, failure, winner,
    ...(known ? {} : { elements }), ...(stream === null ? {} : { stream: { ...stream } }),
    results: resultsForm(results),
    scopes: new Unrolled(scopes.values(), scopeForm), kept: new Unrolled(kept.values(), scopeForm),
  }
}

/** Gives the step the container of a snapshot. */
export function takeContainer(step: StepInstance, form: ContainerForm, scopeOf: (form: ScopeForm, owner: StepInstance) => ScopeInstance): void {
  const { scopes, kept, elements, stream, results, deadLetters, failure, ...rest } = form
  const container = Object.assign(new ContainerState(), rest, { failure, results: resultsOf(results) })
  container.deadLetters.push(...deadLetters)
  if (stream !== undefined) container.stream = { ...stream, error: stream.error }
  else container.elements = elements ?? elementsOf(step)
  // what is inside looks at it
  step.container = container
  for (const scope of scopes) container.scopes.add(scopeOf(scope, step))
  for (const scope of kept) {
    const one = scopeOf(scope, step)
    container.kept.set(one.index, one)
  }
}

/** A scope as it is when it has just been opened, for a form to be put into. */
export function emptyScope(form: ScopeForm, owner: StepInstance): ScopeInstance {
  const plan = must(owner.plan.scopes[form.branch ?? 0], 'the plan of a scope in a snapshot')
  const { index } = form
  const element = 'element' in form ? form.element : elementAt(owner, index)
  return new Scope({ plan, owner, inputs: inputsIn(owner), ...(index === undefined ? {} : { index }), ...(element === undefined ? {} : { element }) }, form.table.ordinal)
}

function elementsOf({ plan, arguments: args = {} }: StepInstance): readonly Json[] {
  const source = plan.map === null ? [] : mapSource(args)
  return Array.isArray(source) ? source : []
}

function resultsForm(results: readonly (Json | undefined)[]): ResultsForm {
  const values: Json[] = []
  const gaps: number[] = []
  const { length } = results
  let end = length
  while (end > 0 && results[end - 1] === undefined) end--
  for (let i = 0; i < end; i++) {
    const result = results[i]
    if (result === undefined) gaps.push(i)
    else values.push(result)
  }
  return { length, values, gaps }
}

function resultsOf({ length, values, gaps }: ResultsForm): (Json | undefined)[] {
  const results = new Array<Json | undefined>(length)
  let gap = 0
  let at = 0
  for (const value of values) {
    for (; gaps[gap] === at; gap++) at++
    results[at++] = value
  }
  return results
}
