import { z } from 'zod'
import { procedure } from '../trpc/init.ts'
import { childRuns } from './child-runs.ts'

export const listChildRuns = procedure.input(z.object({ runId: z.string(), step: z.string().optional() })).query(({ ctx, input }) => childRuns(ctx.db, input))
