import { z } from 'zod'
import type { InDoubtResolution } from '@eddy/engine'
import { JsonValue } from '../json-value.ts'
import { procedure } from '../trpc/init.ts'

const Resolution = z.discriminatedUnion('did', [
  z.object({ step: z.string(), did: z.literal('happened'), value: JsonValue }),
  z.object({ step: z.string(), did: z.literal('not_happened') }),
  z.object({ step: z.string(), did: z.literal('ask_again') }),
]) satisfies z.ZodType<InDoubtResolution>

export const resumeRun = procedure.input(z.object({ runId: z.string(), payload: JsonValue.optional(), resolution: Resolution.optional() })).mutation(async ({ ctx, input }) => {
  const { runId, payload, resolution } = input
  await ctx.runs.resume(runId, { ...(payload === undefined ? {} : { payload }), ...(resolution === undefined ? {} : { resolution }) })
  return { runId }
})
