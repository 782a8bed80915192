import { z } from 'zod'
import { procedure } from '../trpc/init.ts'
import { runFilter, whereRuns } from './run-filter.ts'
import { runRow } from './run-row.ts'

const PAGE = 50

export const listRuns = procedure
  .input(z.object({ workflowId: z.string().optional(), filter: runFilter.optional(), cursor: z.string().nullish(), limit: z.number().int().min(1).max(200).default(PAGE) }))
  .query(async ({ ctx, input: { workflowId, filter = {}, cursor, limit } }) => {
    const runs = await ctx.db.prisma.run.findMany({
      where: whereRuns(workflowId === undefined ? filter : { ...filter, workflowId }),
      omit: { input: true, value: true, trial: true },
      orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
      take: limit + 1,
      ...(cursor ? { cursor: { id: cursor } } : {}),
    })
    return { items: runs.slice(0, limit).map((run) => runRow(run, run.lastSeq === 0 ? ctx.runs.standing(run.id) : null)), nextCursor: runs[limit]?.id ?? null }
  })
