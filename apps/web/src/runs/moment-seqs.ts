import type { RunEvent } from '@eddy/engine'

/** The events that a person jumps to. Numbers are those of events; undefined: there is none. Others than the first undo cost O(events). */

/** Where the run failed: the last failure of the step that its error names, before the rollback. */
export function failureSeq(events: readonly RunEvent[], step: string | undefined): number | undefined {
  const end = events.findIndex((event) => event.type === 'rollback.started' && event.data.scope === undefined)
  const before = end < 0 ? events : events.slice(0, end)
  const failed = before.findLast((event) => (event.type === 'step.failed' || event.type === 'compensation.failed') && (step === undefined || event.step === step))
  return (failed ?? events.find((event) => event.type === 'run.failed' || event.type === 'run.timed_out'))?.seq
}

/** How far each log has been looked through: one that grows is asked again with every beat. */
const lookedFor = new WeakMap<readonly RunEvent[], { until: number; found: number | undefined }>()

export function firstUndoSeq(events: readonly RunEvent[]): number | undefined {
  const looked = lookedFor.get(events) ?? { until: 0, found: undefined }
  lookedFor.set(events, looked)
  for (; looked.found === undefined && looked.until < events.length; looked.until++) {
    const event = events[looked.until]
    if (event?.type === 'undo.started') looked.found = event.seq
  }
  return looked.found
}

/** The next event after `from` (or the one before it) that is about the step as drawn: all elements of a map count as one. */
export function changeSeq(events: readonly RunEvent[], path: string, { from, by }: { readonly from: number; readonly by: 1 | -1 }): number | undefined {
  const isIt = ({ step }: RunEvent) => step !== undefined && (step === path || step.replaceAll(/\[\d+\]/g, '') === path)
  const found = by === 1 ? events.slice(from).find(isIt) : events.slice(0, Math.max(0, from - 1)).findLast(isIt)
  return found?.seq
}

/** The last event at or before a time. O(log events). */
export function seqAt(events: readonly RunEvent[], time: number): number {
  let low = 0
  let high = events.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((events[middle]?.at ?? 0) <= time) low = middle + 1
    else high = middle
  }
  return low
}
