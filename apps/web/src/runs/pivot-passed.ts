import type { StepView } from '@eddy/engine'
import type { StepNames } from './step-names.ts'

/** The step that was the point of no return and has succeeded: from there a run goes forward only. O(steps) where there is one. */
export function pivotPassed(steps: readonly StepView[], names: Pick<StepNames, 'stepOf' | 'hasPivot'>): string | undefined {
  if (!names.hasPivot()) return undefined
  return steps.find(({ path, status }) => status === 'succeeded' && names.stepOf(path)?.role === 'pivot')?.path
}
