import { z } from 'zod'
import { before, cursorOf } from '../keyset-cursor.ts'
import { procedure } from '../trpc/init.ts'
import { questionRecord, withRun } from './question-record.ts'

/** Questions of runs to people, newest first: open ones, those that are over, or all of a run. */
export const listInbox = procedure
  .input(z.object({ show: z.enum(['open', 'over', 'all']).default('open'), runId: z.string().optional(), limit: z.int().min(1).max(200).default(50), cursor: z.string().optional() }).prefault({}))
  .query(async ({ ctx, input: { show, runId, limit, cursor } }) => {
    const status = show === 'all' ? {} : { status: show === 'open' ? 'open' : { not: 'open' } }
    const rows = await ctx.db.prisma.question.findMany({
      where: { ...status, ...(runId === undefined ? {} : { runId }), ...before(cursor, { list: 'inbox.list', by: ['askedAt', 'id'] }) },
      include: withRun,
      orderBy: [{ askedAt: 'desc' }, { id: 'desc' }],
      take: limit + 1,
    })
    const items = rows.slice(0, limit)
    const last = rows.length > limit ? items.at(-1) : undefined
    return { items: items.map(questionRecord), nextCursor: last ? cursorOf('inbox.list', last.askedAt, last.id) : null }
  })
