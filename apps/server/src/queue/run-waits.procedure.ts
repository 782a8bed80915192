import { z } from 'zod'
import { driverOf } from '../run/run-driver.ts'
import { stuckOf } from '../run/run-row.ts'
import { procedure } from '../trpc/init.ts'

/** What a run that has not begun waits for; null when it has. Whether it stands still though nothing holds it up, and the server that has it in hand. */
export const runWaits = procedure.input(z.object({ runId: z.string() })).query(async ({ ctx, input }) => {
  const [row, driver] = await Promise.all([ctx.db.prisma.run.findUnique({ where: { id: input.runId }, select: { stuckAt: true, stuckReason: true, lastSeq: true, endedAt: true } }), driverOf(ctx.db, input.runId)])
  return { waits: row?.lastSeq === 0 && row.endedAt === null ? await ctx.runs.waits(input.runId) : null, stuck: stuckOf(row), driver }
})
