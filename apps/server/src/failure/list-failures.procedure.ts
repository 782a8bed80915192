import { z } from 'zod'
import { Moment } from '../moment.ts'
import { procedure } from '../trpc/init.ts'
import { listFailures as list } from './list-failures.ts'

export const listFailures = procedure.input(z.object({ since: Moment, workflowId: z.string().optional() })).query(({ ctx, input }) => list(ctx.db, { ...input, since: new Date(input.since) }))
