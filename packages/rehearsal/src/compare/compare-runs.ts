import type { StepView } from '@eddy/engine'
import { jsonDifferences, type Difference } from '@eddy/workflow'

/** One step in two runs. */
export interface StepComparison {
  readonly path: string
  /** `here`, `there`: only one of the runs has reached it. */
  readonly kind: 'same' | 'differs' | 'here' | 'there'
  readonly here: StepView | undefined
  readonly there: StepView | undefined
  /** Where what went in, and what came out, is not the same. */
  readonly inputs: readonly Difference[]
  readonly outputs: readonly Difference[]
}

/** Every step that either run has reached: those whose values differ first, then those that went another way, then the rest. */
export function compareRuns(here: readonly StepView[], there: readonly StepView[]): readonly StepComparison[] {
  const ours = reached(here)
  const theirs = reached(there)
  const paths = [...new Set([...ours.keys(), ...theirs.keys()])]
  return paths.map((path) => compareStep(path, ours.get(path), theirs.get(path))).sort((a, b) => weight(a) - weight(b))
}

function reached(steps: readonly StepView[]): ReadonlyMap<string, StepView> {
  return new Map(steps.filter(({ attempt, status }) => attempt > 0 || status === 'skipped').map((step) => [step.path, step]))
}

function compareStep(path: string, here: StepView | undefined, there: StepView | undefined): StepComparison {
  if (!here || !there) return { path, kind: here ? 'here' : 'there', here, there, inputs: [], outputs: [] }
  const inputs = jsonDifferences(here.arguments, there.arguments)
  const outputs = jsonDifferences(here.value, there.value)
  const same = inputs.length + outputs.length === 0 && here.status === there.status && here.branch === there.branch && here.error?.message === there.error?.message
  return { path, kind: same ? 'same' : 'differs', here, there, inputs, outputs }
}

function weight({ kind, inputs, outputs }: StepComparison): number {
  if (inputs.length + outputs.length > 0) return 0
  return { differs: 1, here: 2, there: 2, same: 3 }[kind]
}
