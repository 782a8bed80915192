import { evolve, restoreState, type Plan, type RunEvent, type RunState } from '@eddy/engine'
import type { EventStore } from './event-store.ts'

/** What a run is taken up from: its whole log, or what is left of it behind a snapshot. */
export interface Beginning {
  readonly events: readonly RunEvent[]
  readonly snapshot?: string | undefined
}

/** A run and how long its log is; `after`: the event behind which there is a snapshot, 0 without one. */
export interface ToRead {
  readonly id: string
  readonly events: number
  readonly after: number
}

/** What each of them is taken up from, in their order. */
export async function readBeginnings(store: EventStore, runs: readonly ToRead[]): Promise<readonly Beginning[]> {
  const behind = runs.filter(({ after }) => after > 0)
  const whole = runs.filter(({ after }) => after === 0)
  const logs = whole.length === 0 ? [] : await store.readLogs(whole.map(({ id }) => id))
  const beginnings = new Map<string, Beginning>(whole.map(({ id }, index) => [id, { events: logs[index] ?? [] }]))
  if (behind.length > 0) {
    const snapshots = await store.snapshots.read(behind.map(({ id }) => id))
    const tails = await store.readTails(behind.map(({ id, after }) => ({ runId: id, after })))
    for (const [index, { id }] of behind.entries()) beginnings.set(id, { events: tails[index] ?? [], snapshot: snapshots.get(id) ?? '' })
  }
  return runs.map(({ id }) => beginnings.get(id) ?? { events: [] })
}

/** The state behind a snapshot and what comes after it, up to the end of the log. Throws where they do not fit each other, the plan, or this Eddy: the whole log does. */
export function stateFrom({ plan, snapshot, events, last }: { readonly plan: Plan; readonly snapshot: string; readonly events: readonly RunEvent[]; readonly last: number }): RunState {
  // written by this store from the engine's own snapshots
  const state = restoreState(plan, JSON.parse(snapshot))
  // a newer snapshot than the one that was found may have taken its place meanwhile
  for (const event of events) if (event.seq > state.seq) evolve(state, event)
  if (state.seq < last) throw new Error(`it ends with event ${state.seq} where the log has ${last}`)
  return state
}
