import { z } from 'zod'
import { procedure } from '../trpc/init.ts'
import { keyed, once } from '../trpc/once.ts'
import { acceptOverride as accept } from './accept-override.ts'

export const acceptOverride = procedure.input(z.object({ runId: z.string(), by: z.string().max(100).optional(), ...keyed })).mutation(once('run.acceptOverride', async ({ ctx, input }) => {
  const accepted = await accept(ctx.db, input)
  ctx.live.saved(accepted.workflowId, accepted.revision, undefined)
  ctx.live.versioned(accepted.workflowId)
  return accepted
}))
