import { mapSteps } from '../map-steps.ts'
import { freeName } from './free-name.ts'
import type { Argument, Input, Step, WorkflowDocument } from '../document.ts'

export interface Connecting {
  /** Base step by input. */
  readonly sources: ReadonlyMap<string, string>
  /** Names that a step between the two documents cannot have; those that are given are added. */
  readonly taken: Set<string>
  /** Names inside containers, which an inner reference would mean instead of a base step. */
  readonly inner: ReadonlySet<string>
}

/**
 * Takes the connected inputs off a document and makes every argument that took one take the result of the base's step. Where the input
 * has a transform, or an inner step has the base step's name, an `expression` step of the input's name stands between the two.
 */
export function connectInputs(document: WorkflowDocument, { sources, taken, inner }: Connecting): WorkflowDocument {
  if (sources.size === 0) return document
  const between: Step[] = []
  const results = new Map<string, string>()
  for (const input of document.inputs ?? []) {
    const from = sources.get(input.name)
    if (from === undefined) continue
    const direct = input.transform === undefined && !inner.has(from)
    const name = direct ? from : freeName(input.name, taken)
    if (!direct) {
      taken.add(name)
      between.push(bridge(input, { name, from }))
    }
    results.set(input.name, name)
  }
  const { inputs, ...others } = mapSteps(document, (step) => withResults(step, results))
  const left = (inputs ?? []).filter(({ name }) => !sources.has(name))
  return { ...others, ...(left.length > 0 && { inputs: left }), steps: [...between, ...others.steps] }
}

function bridge({ transform }: Input, { name, from }: { readonly name: string; readonly from: string }): Step {
  const value: Argument = { name: 'value', from: { result: from }, ...(transform !== undefined && { transform }) }
  return { name, kind: 'expression', config: { expr: 'value' }, arguments: [value] }
}

function withResults(step: Step, results: ReadonlyMap<string, string>): Step {
  if (!step.arguments?.some(({ from }) => 'input' in from && results.has(from.input))) return step
  return {
    ...step,
    arguments: step.arguments.map((argument): Argument => {
      const result = 'input' in argument.from ? results.get(argument.from.input) : undefined
      return result === undefined ? argument : { ...argument, from: { result } }
    }),
  }
}
