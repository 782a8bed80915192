import { z } from 'zod'
import { Draft } from '../workflow/draft.ts'
import { procedure } from '../trpc/init.ts'

export const adaptRun = procedure.input(z.object({ runId: z.string(), document: Draft })).mutation(async ({ ctx, input }) => {
  await ctx.runs.adapt(input.runId, input.document)
  return { runId: input.runId }
})
