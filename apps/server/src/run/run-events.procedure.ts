import { setTimeout as sleep } from 'node:timers/promises'
import { tracked } from '@trpc/server'
import { z } from 'zod'
import { Refusal } from '../refusal.ts'
import { procedure } from '../trpc/init.ts'
import type { StoredEvent } from './event-store.ts'

/** Events of a frame go in one message: a message each would drown a busy page. */
const BATCH_MS = 16
/** So long at most, when there is more to send than the server can: many viewers cost less with fewer messages. */
const MOST_MS = 120

/** What happened after the last event that the page has seen, then what happens; without a gap and without a double. */
export const runEvents = procedure.input(z.object({ runId: z.string(), lastEventId: z.string().nullish() })).subscription(async function* ({ ctx, input, signal }) {
  const { runId } = input
  const known = await ctx.db.prisma.run.findUnique({ where: { id: runId }, select: { id: true } })
  if (!known) throw new Refusal('NOT_FOUND', `There is no run ${runId}.`)
  const ending = signal ?? new AbortController().signal
  // listen before reading, so that nothing slips between
  const live = ctx.runs.store.events.listen(runId, ending)
  let seen = Number(input.lastEventId ?? 0) || 0
  for (let stored = await ctx.runs.store.read(runId, seen); stored.length > 0; stored = await ctx.runs.store.read(runId, seen)) {
    seen = stored.at(-1)?.seq ?? seen
    yield tracked(String(seen), stored)
  }
  let pause = BATCH_MS
  while (!ending.aborted) {
    const fresh: readonly StoredEvent[] = (await live.next()).filter((event) => event.seq > seen)
    if (fresh.length === 0) continue
    seen = fresh.at(-1)?.seq ?? seen
    yield tracked(String(seen), fresh)
    const due = performance.now() + pause
    await sleep(pause, undefined, { signal: ending }).catch(() => undefined)
    // a timer that comes late says how busy the server is
    pause = Math.min(MOST_MS, Math.max(BATCH_MS, pause * 0.8, (performance.now() - due) * 4))
  }
})
