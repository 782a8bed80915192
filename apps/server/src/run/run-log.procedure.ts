import { z } from 'zod'
import { Refusal } from '../refusal.ts'
import { procedure } from '../trpc/init.ts'
import { runRow } from './run-row.ts'

/** A run's whole log with its large values in place, for a rehearsal that takes its results. */
export const runLog = procedure.input(z.object({ runId: z.string() })).query(async ({ ctx, input: { runId } }) => {
  const run = await ctx.db.prisma.run.findUnique({ where: { id: runId }, omit: { input: true, value: true, trial: true } })
  if (run === null) throw new Refusal('NOT_FOUND', `There is no run ${runId}; it may have been removed.`)
  return { runId, status: runRow(run).status, events: await ctx.runs.store.readLog(runId) }
})
