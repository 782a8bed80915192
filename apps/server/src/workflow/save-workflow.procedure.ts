import { z } from 'zod'
import { procedure } from '../trpc/init.ts'
import { Draft } from './draft.ts'
import { saveWorkflow as save } from './save-workflow.ts'

export const saveWorkflow = procedure.input(z.object({ id: z.string(), document: Draft, baseRevision: z.number().int() })).mutation(({ ctx, input }) => save(ctx.db, input))
