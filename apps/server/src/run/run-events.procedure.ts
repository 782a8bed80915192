import { tracked } from '@trpc/server'
import { z } from 'zod'
import { Refusal } from '../refusal.ts'
import { procedure } from '../trpc/init.ts'
import { eventsAfter } from './events-after.ts'

/** What happened after an event, then what happens. Pages take http/events-route.ts, which puts the events into words once for all of them. */
export const runEvents = procedure.input(z.object({ runId: z.string(), lastEventId: z.string().nullish() })).subscription(async function* ({ ctx: { db, runs }, input: { runId, lastEventId }, signal }) {
  const known = await db.prisma.run.findUnique({ where: { id: runId }, select: { id: true } })
  if (!known) throw new Refusal('NOT_FOUND', `There is no run ${runId}.`)
  const following = { runId, after: /^\d+$/.test(lastEventId ?? '') ? Number(lastEventId) : 0, ending: signal ?? new AbortController().signal }
  for await (const events of eventsAfter(runs.store, following)) yield tracked(String(events.at(-1)?.seq), events)
})
