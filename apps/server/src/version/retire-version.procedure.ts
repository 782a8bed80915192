import { z } from 'zod'
import { Moment } from '../moment.ts'
import { StoredInt } from '../stored-int.ts'
import { procedure } from '../trpc/init.ts'
import { keyed, once } from '../trpc/once.ts'
import { retireVersion as retire } from './retire-version.ts'

export const retireVersion = procedure.input(z.object({ workflowId: z.string(), number: StoredInt.positive(), at: Moment.optional(), reason: z.string().max(500).optional(), ...keyed })).mutation(once('version.retire', async ({ ctx, input }) => {
  const version = await retire(ctx.db, { ...input, at: input.at === undefined ? undefined : new Date(input.at) })
  ctx.live.versioned(input.workflowId)
  return version
}))
