import { z } from 'zod'
import { Refusal } from '../refusal.ts'
import { StoredInt } from '../stored-int.ts'
import { procedure } from '../trpc/init.ts'

const MOST = 2000

/** What has happened in a run so far, from after an event on. The cursor is the number of the last event; there is always one, for what comes later. */
export const pageEvents = procedure.input(z.object({ runId: z.string(), after: StoredInt.min(0).default(0), limit: z.int().min(1).max(MOST).default(500) })).query(async ({ ctx, input: { runId, after, limit } }) => {
  const run = await ctx.db.prisma.run.findUnique({ where: { id: runId }, select: { id: true } })
  if (!run) throw new Refusal('NOT_FOUND', `There is no run ${runId}.`)
  const items = (await ctx.runs.store.read(runId, after)).slice(0, limit)
  return { items, last: items.at(-1)?.seq ?? after }
})
