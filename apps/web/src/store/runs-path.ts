/** The list of the runs of one workflow. */
export function runsPath(workflowId: string): string {
  return `/runs?workflow=${encodeURIComponent(workflowId)}`
}
