import type { RunEvent } from '@eddy/engine'

/** What a log shows that must not be: gaps, finished steps that were repeated, undos that were doubled, and undos out of order. */
export function faultsOfRun(runId: string, events: readonly RunEvent[]): readonly string[] {
  const faults: string[] = []
  const gap = events.findIndex(({ seq }, at) => seq !== at + 1)
  if (gap >= 0) faults.push(`the log of ${runId} has a gap or a double at ${gap + 1}`)
  const steps = (type: RunEvent['type']) => events.filter((event) => event.type === type).map(({ step }) => step ?? '')
  const finished = steps('step.succeeded')
  const undone = steps('undo.succeeded')
  for (const [what, paths] of [['finished', finished], ['undone', undone]] as const) {
    const doubled = paths.filter((path, at) => paths.indexOf(path) !== at)
    if (doubled.length > 0) faults.push(`${doubled.join(', ')} of ${runId} ${doubled.length === 1 ? 'was' : 'were'} ${what} twice`)
  }
  const newestFirst = finished.filter((path) => undone.includes(path)).toReversed()
  if (undone.join() !== newestFirst.join()) faults.push(`the undos of ${runId} were ${undone.join(', ')}, and should be ${newestFirst.join(', ')}`)
  return faults
}
