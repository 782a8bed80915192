import fc from 'fast-check'
import type { Argument, Step, WorkflowDocument } from '../document.ts'

/** Step `i` may need any earlier one: whatever the numbers say, the graph has no cycle. */
interface Drawn {
  readonly needs: readonly number[]
  readonly waits: readonly number[]
  /** Inner steps, if it is a container: each may need outer ones. */
  readonly inner: readonly (readonly number[])[]
  readonly undo: boolean
}

const index = fc.nat({ max: 1_000 })
const indexes = fc.array(index, { maxLength: 3 })
const drawn = fc.record<Drawn>({ needs: indexes, waits: indexes, inner: fc.array(indexes, { maxLength: 3 }), undo: fc.boolean() })

/** Valid documents: a random acyclic graph, some containers that read from outside, an input, a handler. */
export const arbitraryWorkflow: fc.Arbitrary<WorkflowDocument> = fc.array(drawn, { minLength: 2, maxLength: 15 }).map((steps) => ({
  eddy: 1,
  name: 'drawn',
  inputs: [{ name: 'order' }],
  steps: steps.map(toStep),
  handlers: [{ name: 'revert', kind: 'expression', config: { expr: 'order' }, arguments: [{ name: 'order', from: { input: 'order' } }] }],
  return: `s${steps.length - 1}`,
  view: { positions: Object.fromEntries(steps.map((_, i) => [`s${i}`, [i * 10, 0] as const])) },
}))

function toStep({ needs, waits, inner, undo }: Drawn, i: number): Step {
  const plain = { name: `s${i}`, arguments: takes(needs, i), waitFor: earlier(waits, i), ...(undo && { undo: 'revert' }) }
  if (inner.length === 0) return { ...plain, kind: 'expression', config: { expr: '1' } }
  const steps = inner.map((numbers, j): Step => ({ name: `t${j}`, kind: 'expression', config: { expr: '1' }, arguments: takes(numbers, i) }))
  const source = { name: 'source', from: { input: 'order' } }
  return { ...plain, kind: 'map', arguments: [source, ...plain.arguments], steps: steps.map((step) => ({ ...step, arguments: [...(step.arguments ?? []), { name: 'e', from: { element: plain.name } }] })), return: 't0' }
}

function takes(numbers: readonly number[], i: number): Argument[] {
  return earlier(numbers, i).map((result, k) => ({ name: `a${k}`, from: { result } }))
}

function earlier(numbers: readonly number[], i: number): string[] {
  return i === 0 ? [] : [...new Set(numbers.map((number) => `s${number % i}`))]
}
