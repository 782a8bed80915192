import type { StepView } from '@eddy/engine'
import type { StepNames } from './step-names.ts'

/** The step that was the point of no return and has succeeded: from there a run goes forward only. O(steps). */
export function pivotPassed(steps: readonly StepView[], names: Pick<StepNames, 'stepOf'>): string | undefined {
  return steps.find(({ path, status }) => status === 'succeeded' && names.stepOf(path)?.role === 'pivot')?.path
}
