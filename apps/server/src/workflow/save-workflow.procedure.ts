import { z } from 'zod'
import { StoredInt } from '../stored-int.ts'
import { procedure } from '../trpc/init.ts'
import { keyed, once } from '../trpc/once.ts'
import { Draft } from './draft.ts'
import { saveWorkflow as save } from './save-workflow.ts'

/** `session`: the page that saves, which then need not be told of it. */
export const saveWorkflow = procedure.input(z.object({ id: z.string(), document: Draft, baseRevision: StoredInt, session: z.string().optional(), ...keyed })).mutation(once('workflow.save', async ({ ctx, input }) => {
  const saved = await save(ctx.db, input)
  ctx.live.saved(input.id, saved.revision, input.session)
  return saved
}))
