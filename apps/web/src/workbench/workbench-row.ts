/** Something that needs a person, with its run; times are ISO 8601. */
export interface WorkbenchRow {
  readonly runId: string
  /** The step's path. */
  readonly step: string
  readonly kind: 'failed' | 'in_doubt'
  readonly code: string
  readonly message: string
  /** The same for those of the same cause. */
  readonly cause: string
  readonly since: string
  readonly owner: string | null
  readonly note: string
  readonly remindAt: string | null
  readonly workflowId: string | null
  readonly workflowName: string
  readonly workflowTitle: string | null
  readonly runStatus: string
  readonly startedAt: string
}

export function keyOf({ runId, step }: Pick<WorkbenchRow, 'runId' | 'step'>): string {
  return `${runId} ${step}`
}

/** A halted run waits to be told whether it happened; of a run that is over, an undo is settled. */
export function asksWhether({ runStatus }: Pick<WorkbenchRow, 'runStatus'>): boolean {
  return runStatus === 'halted'
}

export function workflowLabel({ workflowTitle, workflowName }: Pick<WorkbenchRow, 'workflowTitle' | 'workflowName'>): string {
  return workflowTitle ?? workflowName
}
