import { z } from 'zod'
import { procedure } from '../trpc/init.ts'
import { listVersions as list } from './list-versions.ts'

export const listVersions = procedure.input(z.object({ workflowId: z.string() })).query(({ ctx, input }) => list(ctx.db, input.workflowId))
