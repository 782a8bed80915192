import { z } from 'zod'
import { procedure } from '../trpc/init.ts'
import { listWorkbench as list } from './list-workbench.ts'

export const listWorkbench = procedure.input(z.object({ workflowId: z.string().optional() })).query(({ ctx, input }) => list(ctx.db, input))
