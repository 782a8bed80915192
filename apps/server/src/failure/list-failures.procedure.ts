import { z } from 'zod'
import { procedure } from '../trpc/init.ts'
import { listFailures as list } from './list-failures.ts'

export const listFailures = procedure.input(z.object({ since: z.iso.datetime({ offset: true }), workflowId: z.string().optional() })).query(({ ctx, input }) => list(ctx.db, { ...input, since: new Date(input.since) }))
