/** Where two sides are compared: `draft`, a version's number, an environment, `run-…`, `library-…`. Without a workflow only the last mean something. */
export function comparePath(workflowId: string | undefined, from: string, to: string): string {
  const whose = workflowId === undefined ? '/library' : `/workflow/${encodeURIComponent(workflowId)}`
  return `${whose}/compare/${encodeURIComponent(from)}/${encodeURIComponent(to)}`
}
