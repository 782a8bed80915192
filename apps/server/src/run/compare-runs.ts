import { compareRuns as compare, type StepComparison } from '@eddy/rehearsal'
import type { StepView } from '@eddy/engine'
import { jsonDifferences, type Difference, type Json } from '@eddy/workflow'
import { readRun, type RecordedRun, type RunPorts } from './recorded-run.ts'
import { runRow, type RunRow } from './run-row.ts'

/** How one step went in two runs; null where a run has not reached it. */
export interface ComparedStep extends Pick<StepComparison, 'path' | 'kind' | 'inputs' | 'outputs'> {
  readonly here: ComparedSide | null
  readonly there: ComparedSide | null
}

export interface ComparedSide {
  readonly status: StepView['status']
  readonly error: string | null
}

export interface RunComparison {
  readonly here: RunRow
  readonly there: RunRow
  readonly sameVersion: boolean
  /** Where what they were started with is not the same. */
  readonly input: readonly Difference[]
  /** Steps that differ: first those with other values, then those that went another way. */
  readonly steps: readonly ComparedStep[]
  /** Steps that are the same in both. */
  readonly same: number
}

/** Two runs, step by step, as their page compares them. O(events of both). */
export async function compareRuns(ports: RunPorts, runId: string, otherId: string): Promise<RunComparison> {
  const [here, there] = [await readRun(ports, runId), await readRun(ports, otherId)]
  const steps = compare(stepsOf(here), stepsOf(there))
  const different = steps.filter(({ kind }) => kind !== 'same')
  return {
    here: runRow(here.run),
    there: runRow(there.run),
    sameVersion: here.run.contentHash === there.run.contentHash,
    // the column holds the run's input
    input: jsonDifferences(here.run.input as Json, there.run.input as Json),
    steps: different.map(({ path, kind, inputs, outputs, ...sides }) => ({ path, kind, inputs, outputs, here: sideOf(sides.here), there: sideOf(sides.there) })),
    same: steps.length - different.length,
  }
}

function stepsOf({ view }: RecordedRun): readonly StepView[] {
  return [...view.paths()].flatMap((path) => view.step(path) ?? [])
}

function sideOf(step: StepView | undefined): ComparedSide | null {
  return step === undefined ? null : { status: step.status, error: step.error?.message ?? null }
}
