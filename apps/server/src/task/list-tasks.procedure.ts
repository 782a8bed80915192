import { z } from 'zod'
import { before, cursorOf } from '../keyset-cursor.ts'
import { procedure } from '../trpc/init.ts'
import { taskRecord, withWorkflow } from './task-record.ts'

/** What is offered to workers outside or in their hands, the latest offer first. */
export const listTasks = procedure
  .input(z.object({ queue: z.string().optional(), status: z.enum(['offered', 'held', 'claimed']).optional(), runId: z.string().optional(), limit: z.int().min(1).max(200).default(50), cursor: z.string().optional() }).prefault({}))
  .query(async ({ ctx, input: { queue, status, runId, limit, cursor } }) => {
    const rows = await ctx.db.prisma.task.findMany({
      where: { ...(queue === undefined ? {} : { queue }), ...(status === undefined ? {} : { status }), ...(runId === undefined ? {} : { runId }), ...before('offeredAt', 'id', cursor) },
      include: withWorkflow,
      orderBy: [{ offeredAt: 'desc' }, { id: 'desc' }],
      take: limit + 1,
    })
    const items = rows.slice(0, limit)
    const last = rows.length > limit ? items.at(-1) : undefined
    return { items: items.map(taskRecord), nextCursor: last ? cursorOf(last.offeredAt, last.id) : null }
  })
