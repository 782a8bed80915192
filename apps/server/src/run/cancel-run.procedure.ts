import { z } from 'zod'
import { procedure } from '../trpc/init.ts'

/** `expect`: the steps that would be undone, as they were shown; if the run has moved on since, it is refused with what would be undone now. */
export const cancelRun = procedure.input(z.object({ runId: z.string(), rollback: z.boolean().default(true), expect: z.array(z.string()).optional() })).mutation(async ({ ctx, input }) => {
  await ctx.runs.cancel(input.runId, input.rollback, input.expect)
  return { runId: input.runId }
})
