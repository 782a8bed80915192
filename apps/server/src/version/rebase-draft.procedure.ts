import { z } from 'zod'
import { procedure } from '../trpc/init.ts'
import { rebaseDraft as rebase } from './rebase-draft.ts'

export const rebaseDraft = procedure.input(z.object({ workflowId: z.string(), revision: z.int(), onto: z.int().positive() })).mutation(async ({ ctx, input }) => {
  const rebased = await rebase(ctx.db, input)
  ctx.live.versioned(input.workflowId)
  return rebased
})
