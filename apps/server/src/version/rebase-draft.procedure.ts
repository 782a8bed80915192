import { z } from 'zod'
import { procedure } from '../trpc/init.ts'
import { rebaseDraft as rebase } from './rebase-draft.ts'

export const rebaseDraft = procedure.input(z.object({ workflowId: z.string(), revision: z.int(), onto: z.int().positive() })).mutation(({ ctx, input }) => rebase(ctx.db, input))
