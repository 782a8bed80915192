import type { RunStatus } from '@eddy/engine'
import { z } from 'zod'
import { procedure } from '../trpc/init.ts'
import { runFilter, whereRuns } from './run-filter.ts'

/** How many runs a filter finds, in all and by status. */
export const countRuns = procedure.input(z.object({ filter: runFilter })).query(async ({ ctx, input }) => {
  const groups = await ctx.db.prisma.run.groupBy({ by: ['status'], where: whereRuns(input.filter), _count: true })
  // only the store writes the column
  const statuses: { readonly [S in RunStatus]?: number } = Object.fromEntries(groups.map(({ status, _count }) => [status, _count]))
  return { total: groups.reduce((sum, { _count }) => sum + _count, 0), statuses }
})
