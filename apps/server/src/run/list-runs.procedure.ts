import { z } from 'zod'
import { before, cursorOf } from '../keyset-cursor.ts'
import { procedure } from '../trpc/init.ts'
import { runFilter, whereRuns } from './run-filter.ts'
import { runRow } from './run-row.ts'

const PAGE = 50

export const listRuns = procedure
  .input(z.object({ workflowId: z.string().optional(), filter: runFilter.optional(), cursor: z.string().nullish(), limit: z.number().int().min(1).max(200).default(PAGE) }))
  .query(async ({ ctx, input: { workflowId, filter = {}, cursor, limit } }) => {
    const runs = await ctx.db.prisma.run.findMany({
      where: { AND: [whereRuns(workflowId === undefined ? filter : { ...filter, workflowId }), before(cursor ?? undefined, { list: 'run.list', by: ['startedAt', 'id'] })] },
      omit: { input: true, value: true, trial: true },
      orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
      take: limit + 1,
    })
    const last = runs.length > limit ? runs[limit - 1] : undefined
    const waits = await ctx.runs.standings(runs.flatMap(({ id, lastSeq, endedAt }) => (lastSeq === 0 && endedAt === null ? [id] : [])))
    return { items: runs.slice(0, limit).map((run) => runRow(run, waits.get(run.id) ?? null)), nextCursor: last ? cursorOf('run.list', last.startedAt, last.id) : null }
  })
