import { z } from 'zod'
import { StoredInt } from '../stored-int.ts'
import { procedure } from '../trpc/init.ts'
import { keyed, once } from '../trpc/once.ts'
import { reviveVersion as revive } from './retire-version.ts'

export const reviveVersion = procedure.input(z.object({ workflowId: z.string(), number: StoredInt.positive(), ...keyed })).mutation(once('version.revive', async ({ ctx, input }) => {
  const version = await revive(ctx.db, input)
  ctx.live.versioned(input.workflowId)
  return version
}))
