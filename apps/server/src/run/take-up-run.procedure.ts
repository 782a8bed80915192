import { z } from 'zod'
import { procedure } from '../trpc/init.ts'

/** Has a run that stands still go on from its log. */
export const takeUpRun = procedure.input(z.object({ runId: z.string() })).mutation(async ({ ctx, input }) => {
  await ctx.runs.takeUp(input.runId)
  return { runId: input.runId }
})
