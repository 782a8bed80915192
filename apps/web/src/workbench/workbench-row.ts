import type { AppRouter } from '@eddy/server/router'
import type { inferRouterOutputs } from '@trpc/server'

/** Something that needs a person, with its run, as the server has it; times are ISO 8601. */
export type WorkbenchRow = inferRouterOutputs<AppRouter>['workbench']['list']['items'][number]

export function keyOf({ runId, step }: Pick<WorkbenchRow, 'runId' | 'step'>): string {
  return `${runId} ${step}`
}

/** A halted run waits to be told whether it happened; of a run that is over, an undo is settled. */
export function asksWhether({ runStatus }: Pick<WorkbenchRow, 'runStatus'>): boolean {
  return runStatus === 'halted'
}

/** Nobody knows whether it happened: its run waits to be told, or has left it so. */
export function isDoubt(row: Pick<WorkbenchRow, 'kind' | 'runStatus'>): boolean {
  return row.kind === 'in_doubt' || asksWhether(row)
}

export function workflowLabel({ workflowTitle, workflowName }: Pick<WorkbenchRow, 'workflowTitle' | 'workflowName'>): string {
  return workflowTitle ?? workflowName
}
