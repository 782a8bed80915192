import { z } from 'zod'
import { procedure } from '../trpc/init.ts'
import { BULK_LIMIT, bulkRuns as bulk } from './bulk-runs.ts'
import { runFilter } from './run-filter.ts'

export const bulkRuns = procedure.input(z.object({ verb: z.enum(['cancel', 'undo', 'resume']), runs: z.union([z.object({ ids: z.array(z.string()).max(BULK_LIMIT) }), z.object({ filter: runFilter })]) })).mutation(({ ctx, input }) => bulk(ctx, input))
