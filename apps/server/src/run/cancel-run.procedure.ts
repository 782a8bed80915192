import { z } from 'zod'
import { procedure } from '../trpc/init.ts'

export const cancelRun = procedure.input(z.object({ runId: z.string(), rollback: z.boolean().default(true) })).mutation(async ({ ctx, input }) => {
  await ctx.runs.cancel(input.runId, input.rollback)
  return { runId: input.runId }
})
