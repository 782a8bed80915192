import { z } from 'zod'
import { procedure } from '../trpc/init.ts'

export const undoRun = procedure.input(z.object({ runId: z.string() })).mutation(async ({ ctx, input }) => {
  await ctx.runs.undo(input.runId)
  return { runId: input.runId }
})
