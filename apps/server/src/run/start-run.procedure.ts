import { z } from 'zod'
import { procedure } from '../trpc/init.ts'
import { ENVIRONMENTS } from '../version/version-row.ts'

export const startRun = procedure
  .input(z.object({ workflowId: z.string(), input: z.unknown(), idempotencyKey: z.string().max(200).optional(), wave: z.boolean().optional(), version: z.int().positive().optional(), environment: z.enum(ENVIRONMENTS).optional(), canaryKey: z.string().max(200).optional() }))
  .mutation(async ({ ctx, input }) => ({ runId: await ctx.runs.start({ ...input, input: input.input ?? {} }) }))
