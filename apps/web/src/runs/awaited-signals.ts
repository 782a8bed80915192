import type { RunEvent, StepView } from '@eddy/engine'

/** A signal that a step of the run waits for now. */
export interface AwaitedSignal {
  readonly path: string
  readonly name: string
  readonly correlation?: string | undefined
}

/** The signals that a run waits for; exactly one of them is met by a delivery. Cost: linear in the events. */
export function awaitedSignals(events: readonly RunEvent[], steps: readonly StepView[]): readonly AwaitedSignal[] {
  const waiting = new Set(steps.filter((step) => step.status === 'waiting').map((step) => step.path))
  const awaited = new Map<string, AwaitedSignal>()
  if (waiting.size === 0) return []
  for (const event of events) {
    if (event.step === undefined || !waiting.has(event.step)) continue
    if (event.type === 'signal.awaited') awaited.set(event.step, { path: event.step, name: event.data.name, correlation: event.data.correlation })
    if (event.type === 'signal.received') awaited.delete(event.step)
  }
  return [...awaited.values()]
}
