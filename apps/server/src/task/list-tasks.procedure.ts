import { z } from 'zod'
import type { Prisma } from '../db/index.ts'
import { before, cursorOf } from '../keyset-cursor.ts'
import { procedure } from '../trpc/init.ts'
import { taskRecord, withWorkflow } from './task-record.ts'

/** What is offered to workers outside or in their hands, the latest offer first. */
export const listTasks = procedure
  .input(z.object({ queue: z.string().optional(), status: z.enum(['offered', 'held', 'claimed']).optional(), runId: z.string().optional(), query: z.string().max(200).optional(), limit: z.int().min(1).max(200).default(50), cursor: z.string().optional() }).prefault({}))
  .query(async ({ ctx, input: { queue, status, runId, query, limit, cursor } }) => {
    const rows = await ctx.db.prisma.task.findMany({
      where: { ...(queue === undefined ? {} : { queue }), ...(status === undefined ? {} : { status }), ...(runId === undefined ? {} : { runId }), ...having(query), ...before(cursor, { list: 'task.list', by: ['offeredAt', 'id'] }) },
      include: withWorkflow,
      orderBy: [{ offeredAt: 'desc' }, { id: 'desc' }],
      take: limit + 1,
    })
    const items = rows.slice(0, limit)
    const last = rows.length > limit ? items.at(-1) : undefined
    return { items: items.map(taskRecord), nextCursor: last ? cursorOf('task.list', last.offeredAt, last.id) : null }
  })

/** Words in the queue, the worker or the step; in one of them, all together. */
function having(query = ''): Prisma.TaskWhereInput {
  const contains = query.trim()
  if (contains === '') return {}
  const fits = { contains, mode: 'insensitive' } as const
  return { AND: [{ OR: [{ queue: fits }, { worker: fits }, { step: fits }] }] }
}
