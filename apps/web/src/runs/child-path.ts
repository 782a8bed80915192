/**
 * Where a step of a child run stands in the timeline of the run above: `call#RUN#charge` is `charge` in the run that the step `call` has
 * started. Names of steps hold no `#`.
 */
export function childPath(owner: string, runId: string, step = ''): string {
  return step === '' ? `${owner}#${runId}` : `${owner}#${runId}#${step}`
}

/** The step of the page's own run that it is of or within. */
export function ownerOf(path: string): string {
  return path.split('#', 1)[0] ?? path
}

/** The step in its own run, and that run; undefined: the page's. */
export function placeInRuns(path: string): { readonly runId: string | undefined; readonly step: string } {
  const parts = path.split('#')
  return parts.length % 2 === 0 ? { runId: parts.at(-1), step: '' } : { runId: parts.at(-2), step: parts.at(-1) ?? '' }
}
