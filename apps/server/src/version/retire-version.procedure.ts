import { z } from 'zod'
import { procedure } from '../trpc/init.ts'
import { retireVersion as retire } from './retire-version.ts'

export const retireVersion = procedure.input(z.object({ workflowId: z.string(), number: z.int().positive(), at: z.iso.datetime({ offset: true }).optional(), reason: z.string().max(500).optional() })).mutation(async ({ ctx, input }) => {
  const version = await retire(ctx.db, { ...input, at: input.at === undefined ? undefined : new Date(input.at) })
  ctx.live.versioned(input.workflowId)
  return version
})
