import type { RunEvent, StepView } from '@eddy/engine'

/** A signal that a step of the run waits for now. */
export interface AwaitedSignal {
  readonly path: string
  readonly name: string
  readonly correlation?: string | undefined
}

interface Awaiting {
  until: number
  readonly byPath: Map<string, AwaitedSignal>
}

/** How far each log has been looked through, and what was awaited there: one that grows is asked again with every beat. */
const lookedThrough = new WeakMap<readonly RunEvent[], Awaiting>()

/** The signals that a run waits for; exactly one of them is met by a delivery. Cost: the events that are new, and linear in the steps. */
export function awaitedSignals(events: readonly RunEvent[], steps: readonly StepView[]): readonly AwaitedSignal[] {
  const { byPath } = lookAt(events)
  if (byPath.size === 0) return []
  const waiting = new Set(steps.filter((step) => step.status === 'waiting').map((step) => step.path))
  return [...byPath.values()].filter(({ path }) => waiting.has(path))
}

function lookAt(events: readonly RunEvent[]): Awaiting {
  const looked = lookedThrough.get(events) ?? { until: 0, byPath: new Map() }
  lookedThrough.set(events, looked)
  for (; looked.until < events.length; looked.until++) {
    const event = events[looked.until]
    if (event?.step === undefined) continue
    if (event.type === 'signal.awaited') looked.byPath.set(event.step, { path: event.step, name: event.data.name, correlation: event.data.correlation })
    if (event.type === 'signal.received') looked.byPath.delete(event.step)
  }
  return looked
}
