import { z } from 'zod'
import { procedure } from '../trpc/init.ts'

export const startRun = procedure
  .input(z.object({ workflowId: z.string(), input: z.unknown(), idempotencyKey: z.string().max(200).optional(), wave: z.boolean().optional() }))
  .mutation(async ({ ctx, input }) => ({ runId: await ctx.runs.start({ ...input, input: input.input ?? {} }) }))
