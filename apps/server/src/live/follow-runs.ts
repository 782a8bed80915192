import type { EventStore } from '../run/event-store.ts'
import type { LiveWorkflows } from './live-workflows.ts'

/** Passes on which workflows have runs that start and change, until the signal. */
export async function followRuns(store: EventStore, live: LiveWorkflows, signal: AbortSignal): Promise<void> {
  const changes = store.changes(signal)
  while (!signal.aborted) live.ran((await changes.next()).flatMap(({ workflowId }) => workflowId ?? []))
}
