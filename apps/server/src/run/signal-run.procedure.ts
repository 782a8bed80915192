import { z } from 'zod'
import { JsonValue } from '../json-value.ts'
import { procedure } from '../trpc/init.ts'

export const signalRun = procedure
  .input(z.object({ runId: z.string(), name: z.string().min(1), correlation: z.string().optional(), payload: JsonValue.default(null) }))
  .mutation(async ({ ctx, input: { runId, name, correlation, payload } }) => ({
    delivered: await ctx.runs.signal(runId, { name, payload, ...(correlation === undefined ? {} : { correlation }) }),
  }))
