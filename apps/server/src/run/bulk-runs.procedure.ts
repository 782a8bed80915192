import { z } from 'zod'
import { procedure } from '../trpc/init.ts'
import { BULK_LIMIT, bulkRuns as bulk } from './bulk-runs.ts'
import { runFilter } from './run-filter.ts'

const ids = z.array(z.string()).max(BULK_LIMIT)

export const bulkRuns = procedure
  .input(z.object({ verb: z.enum(['cancel', 'undo', 'resume', 'again', 'retry']), runs: z.union([z.object({ ids }), z.object({ filter: runFilter, except: ids.optional() })]), version: z.enum(['recorded', 'current']).optional() }))
  .mutation(({ ctx, input }) => bulk(ctx, input))
