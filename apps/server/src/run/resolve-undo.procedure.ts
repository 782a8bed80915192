import { z } from 'zod'
import type { UndoResolution } from '@eddy/engine'
import { JsonValue } from '../json-value.ts'
import { procedure } from '../trpc/init.ts'

const because = { step: z.string(), reason: z.string().min(1).max(2000), evidence: JsonValue.optional() }
const Resolution = z.discriminatedUnion('how', [
  z.object({ step: z.string(), how: z.literal('retry'), arguments: z.record(z.string(), JsonValue).optional() }),
  z.object({ ...because, how: z.literal('skipped') }),
  z.object({ ...because, how: z.literal('done_outside') }),
  z.object({ step: z.string(), how: z.literal('happened'), value: JsonValue.optional() }),
  z.object({ step: z.string(), how: z.literal('not_happened'), reason: z.string().max(2000).optional() }),
])

export const resolveUndo = procedure.input(z.object({ runId: z.string(), resolution: Resolution })).mutation(async ({ ctx, input }) => {
  await ctx.runs.resolveUndo(input.runId, withoutAbsent(input.resolution))
  return { runId: input.runId }
})

/** Fields that are not there, rather than there and undefined. */
function withoutAbsent(resolution: z.infer<typeof Resolution>): UndoResolution {
  const { step } = resolution
  if (resolution.how === 'retry') return { step, how: 'retry', ...(resolution.arguments ? { arguments: resolution.arguments } : {}) }
  if (resolution.how === 'happened') return { step, how: 'happened', value: resolution.value ?? null }
  if (resolution.how === 'not_happened') return { step, how: 'not_happened', ...(resolution.reason === undefined ? {} : { reason: resolution.reason }) }
  const { how, reason, evidence } = resolution
  return { step, how, reason, ...(evidence === undefined ? {} : { evidence }) }
}
