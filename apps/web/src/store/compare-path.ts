/** Where two sides of a workflow are compared: `draft`, a version's number, an environment, or `run-…`. */
export function comparePath(workflowId: string, from: string, to: string): string {
  return `/workflow/${encodeURIComponent(workflowId)}/compare/${encodeURIComponent(from)}/${encodeURIComponent(to)}`
}
