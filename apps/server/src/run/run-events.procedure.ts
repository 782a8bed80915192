import { tracked } from '@trpc/server'
import { z } from 'zod'
import { Refusal } from '../refusal.ts'
import { procedure } from '../trpc/init.ts'
import type { EventStore } from './event-store.ts'
import type { StoredEvent } from './log-pages.ts'

/** What happened after an event, then what happens. Pages take http/events-route.ts, which puts the events into words once for all of them. */
export const runEvents = procedure.input(z.object({ runId: z.string(), lastEventId: z.string().nullish() })).subscription(async function* ({ ctx: { db, runs }, input: { runId, lastEventId }, signal }) {
  const known = await db.prisma.run.findUnique({ where: { id: runId }, select: { id: true } })
  if (!known) throw new Refusal('NOT_FOUND', `There is no run ${runId}.`)
  const following = { runId, after: Number(lastEventId ?? 0) || 0, ending: signal ?? new AbortController().signal }
  for await (const events of eventsAfter(runs.store, following)) yield tracked(String(events.at(-1)?.seq), events)
})

interface Following {
  readonly runId: string
  readonly after: number
  readonly ending: AbortSignal
}

/** Without a gap and without a double. */
async function* eventsAfter(store: EventStore, { runId, after, ending }: Following): AsyncGenerator<readonly StoredEvent[]> {
  // listen before reading, so that nothing slips between
  const live = store.events.listen(runId, ending)
  let seen = after
  let behind = true
  while (!ending.aborted) {
    const events: readonly StoredEvent[] = behind ? await store.read(runId, seen) : (await live.next()).filter(({ seq }) => seq > seen)
    const [first] = events
    // what is missing before it has been stored, and is read
    behind = first !== undefined && (behind || first.seq !== seen + 1)
    if (first === undefined || first.seq !== seen + 1) continue
    yield events
    seen = events.at(-1)?.seq ?? seen
  }
}
