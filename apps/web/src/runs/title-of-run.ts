import type { RunDetail } from './run-types.ts'

/** What a person calls the workflow of a run. */
export function titleOfRun({ workflowTitle, workflowName }: Pick<RunDetail, 'workflowTitle' | 'workflowName'>): string {
  return workflowTitle ?? workflowName
}
