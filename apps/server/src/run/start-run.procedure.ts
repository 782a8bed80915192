import { fixtureSchema, overrideSchema } from '@eddy/workflow'
import { z } from 'zod'
import { StoredInt } from '../stored-int.ts'
import { procedure } from '../trpc/init.ts'
import { ENVIRONMENTS } from '../version/version-row.ts'

export const startRun = procedure
  .input(
    z.object({
      workflowId: z.string(),
      input: z.unknown().optional(),
      idempotencyKey: z.string().max(200).optional(),
      wave: z.boolean().optional(),
      override: overrideSchema.optional(),
      version: StoredInt.positive().optional(),
      environment: z.enum(ENVIRONMENTS).optional(),
      priority: z.int().min(-1).max(1).optional(),
      canaryKey: z.string().max(200).optional(),
      fixture: z.union([z.string(), fixtureSchema]).optional(),
      part: z.object({ target: z.string(), mode: z.enum(['only', 'to']), from: z.string().optional(), expect: z.string().optional() }).optional(),
    }),
  )
  .mutation(async ({ ctx, input }) => ({ runId: await ctx.runs.start({ ...input, canaryKey: input.canaryKey ?? ctx.caller, trace: ctx.trace }) }))
