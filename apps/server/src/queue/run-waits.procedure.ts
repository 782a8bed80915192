import { z } from 'zod'
import { driverOf } from '../run/run-driver.ts'
import { stuckOf } from '../run/run-row.ts'
import { procedure } from '../trpc/init.ts'

/** What a run that has not begun waits for; null when it has. Whether it stands still though nothing holds it up, the server that has it in hand, and whether what drives runs is silent. */
export const runWaits = procedure.input(z.object({ runId: z.string() })).query(async ({ ctx, input }) => {
  const [row, driver] = await Promise.all([ctx.db.prisma.run.findUnique({ where: { id: input.runId }, select: { stuckAt: true, stuckReason: true, lastSeq: true, endedAt: true } }), driverOf(ctx.db, input.runId)])
  const over = row?.endedAt !== null
  const [waits, silent] = await Promise.all([row?.lastSeq === 0 && !over ? ctx.runs.waits(input.runId) : null, over ? null : (ctx.readiness?.silence() ?? null)])
  return { waits, stuck: stuckOf(row), driver, silent }
})
