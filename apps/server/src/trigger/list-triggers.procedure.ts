import { z } from 'zod'
import { procedure } from '../trpc/init.ts'
import { listTriggers as list } from './list-triggers.ts'

export const listTriggers = procedure.input(z.object({ workflowId: z.string().optional() }).prefault({})).query(({ ctx, input }) => list(ctx.db, input))
