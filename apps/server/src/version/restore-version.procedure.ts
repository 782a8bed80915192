import { z } from 'zod'
import { StoredInt } from '../stored-int.ts'
import { procedure } from '../trpc/init.ts'
import { keyed, once } from '../trpc/once.ts'
import { restoreVersion as restore } from './restore-version.ts'

export const restoreVersion = procedure.input(z.object({ workflowId: z.string(), number: StoredInt.positive(), revision: StoredInt, ...keyed })).mutation(once('version.restore', async ({ ctx, input }) => {
  const workflow = await restore(ctx.db, input)
  // open editors take it in as they do a save
  ctx.live.saved(workflow.id, workflow.revision, undefined)
  ctx.live.versioned(workflow.id)
  return workflow
}))
