import { z } from 'zod'
import { procedure } from '../trpc/init.ts'

export const retryNow = procedure.input(z.object({ runId: z.string(), step: z.string().optional() })).mutation(async ({ ctx, input }) => {
  await ctx.runs.retryNow(input.runId, input.step)
  return { runId: input.runId }
})
