import type { EventStore } from './event-store.ts'
import type { StoredEvent } from './log-pages.ts'

interface Following {
  readonly runId: string
  readonly after: number
  readonly ending: AbortSignal
}

/**
 * What happened in a run after an event, then what happens, in batches: without a gap and without a double, whatever is told in which order. When a run goes from one
 * server to another, what the new one does may be told here before the last of what the old one did.
 */
export async function* eventsAfter(store: Pick<EventStore, 'events' | 'read'>, { runId, after, ending }: Following): AsyncGenerator<readonly StoredEvent[], void> {
  // listen before reading, so that nothing slips between
  const live = store.events.listen(runId, ending)
  let seen = after
  let behind = true
  while (!ending.aborted) {
    const told: readonly StoredEvent[] = behind ? await store.read(runId, seen) : await live.next()
    const events = unbroken(told, seen)
    seen = events.at(-1)?.seq ?? seen
    // what is missing before the rest has been stored, and is read
    behind = behind ? events.length > 0 : told.some(({ seq }) => seq > seen)
    if (events.length > 0) yield events
  }
}

/** Those that follow one another behind an event, each once. */
function unbroken(events: readonly StoredEvent[], after: number): readonly StoredEvent[] {
  let next = after + 1
  return events.filter(({ seq }) => seq === next && next++)
}
