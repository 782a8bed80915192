import { z } from 'zod'
import { procedure } from '../trpc/init.ts'

export const haltRun = procedure.input(z.object({ runId: z.string(), reason: z.string().max(2000).optional() })).mutation(async ({ ctx, input }) => {
  await ctx.runs.halt(input.runId, input.reason)
  return { runId: input.runId }
})
