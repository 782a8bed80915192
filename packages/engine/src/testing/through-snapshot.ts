import type { RunEvent } from '../event/event.ts'
import type { Plan } from '../plan/plan.ts'
import { evolve } from '../state/evolve.ts'
import { createState, type RunState } from '../state/run-state.ts'
import { restoreState, snapshotText } from '../state/snapshot/state-snapshot.ts'

/** What a run is taken up from. */
export interface TakenUp {
  readonly events: readonly RunEvent[]
  readonly from?: RunState
}

/** A snapshot of the log after its first `most` events, or the newest before, as it comes back from where it was stored, and what is left of the log; all of the log where there is none that fits. */
export function throughSnapshot(plan: Plan, events: readonly RunEvent[], most: number): TakenUp {
  const state = createState(plan)
  let newest: string | undefined
  for (const event of events.slice(0, most)) newest = snapshotText(evolve(state, event)) ?? newest
  const from = newest === undefined ? undefined : restored(plan, newest)
  return from === undefined ? { events } : { events: events.slice(from.seq), from }
}

/** One of a run that has been adapted is of another document. */
function restored(plan: Plan, text: string): RunState | undefined {
  const snapshot = JSON.parse(text)
  return snapshot.plan === plan.hash ? restoreState(plan, snapshot) : undefined
}
