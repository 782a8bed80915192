import { z } from 'zod'
import { procedure } from '../trpc/init.ts'
import { reviveVersion as revive } from './retire-version.ts'

export const reviveVersion = procedure.input(z.object({ workflowId: z.string(), number: z.int().positive() })).mutation(async ({ ctx, input }) => {
  const version = await revive(ctx.db, input)
  ctx.live.versioned(input.workflowId)
  return version
})
