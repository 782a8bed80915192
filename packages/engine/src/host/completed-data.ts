import type { EventData, EventType } from '../event/event.ts'
import type { RunState } from '../state/run-state.ts'
import { reportsOf, type Middlewares } from './middlewares.ts'

interface Completing {
  readonly state: RunState
  readonly middlewares: Middlewares
}

/** What the success that is due records: its value as the hooks leave it, and what they have reported. */
export async function completedData({ state: { due }, middlewares }: Completing): Promise<EventData['run.succeeded']> {
  // the data of this type
  const { value } = due.data as EventData['run.succeeded']
  const completed = await middlewares.complete(value)
  return { value: completed, ...reportsOf(middlewares) }
}

/** The last event of a run carries what hooks have reported. */
export function withReports({ state, middlewares }: Completing, type: EventType, data: unknown): unknown {
  const last = type === 'run.failed' || type === 'run.succeeded' || (type === 'rollback.completed' && state.status === 'cancelling')
  return last && typeof data === 'object' ? { ...data, ...reportsOf(middlewares) } : data
}
