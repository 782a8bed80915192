import { z } from 'zod'
import { StoredInt } from '../stored-int.ts'
import { procedure } from '../trpc/init.ts'
import { keyed, once } from '../trpc/once.ts'
import { rebaseDraft as rebase } from './rebase-draft.ts'

export const rebaseDraft = procedure.input(z.object({ workflowId: z.string(), revision: StoredInt, onto: StoredInt.positive(), ...keyed })).mutation(once('version.rebase', async ({ ctx, input }) => {
  const rebased = await rebase(ctx.db, input)
  ctx.live.versioned(input.workflowId)
  return rebased
}))
