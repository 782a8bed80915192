import { tracked } from '@trpc/server'
import { z } from 'zod'
import { Refusal } from '../refusal.ts'
import { procedure } from '../trpc/init.ts'

/** What happened after an event, then what happens; without a gap and without a double. Pages take http/events-route.ts, which puts the events into words once for all of them. */
export const runEvents = procedure.input(z.object({ runId: z.string(), lastEventId: z.string().nullish() })).subscription(async function* ({ ctx: { db, runs: { store } }, input, signal }) {
  const { runId } = input
  const known = await db.prisma.run.findUnique({ where: { id: runId }, select: { id: true } })
  if (!known) throw new Refusal('NOT_FOUND', `There is no run ${runId}.`)
  const ending = signal ?? new AbortController().signal
  // listen before reading, so that nothing slips between
  const live = store.events.listen(runId, ending)
  let seen = Number(input.lastEventId ?? 0) || 0
  while (!ending.aborted) {
    for (let stored = await store.read(runId, seen); stored.length > 0; stored = await store.read(runId, seen)) {
      seen = stored.at(-1)?.seq ?? seen
      yield tracked(String(seen), stored)
    }
    for (let whole = true; whole && !ending.aborted; ) {
      const fresh = (await live.next()).filter(({ seq }) => seq > seen)
      // one that is missing has been stored, and is read
      whole = fresh.every(({ seq }, at) => seq === seen + 1 + at)
      if (!whole || fresh.length === 0) continue
      seen = fresh.at(-1)?.seq ?? seen
      yield tracked(String(seen), fresh)
    }
  }
})
