import { z } from 'zod'
import { before, cursorOf } from '../keyset-cursor.ts'
import { procedure } from '../trpc/init.ts'
import { firingRow } from './trigger-row.ts'

const STATES = ['claimed', 'waiting', 'starting', 'started', 'refused', 'skipped'] as const

/** What a trigger has fired, newest first. */
export const listFirings = procedure
  .input(z.object({ triggerId: z.string(), states: z.array(z.enum(STATES)).optional(), cursor: z.string().optional(), limit: z.int().min(1).max(200).default(20) }))
  .query(async ({ ctx, input: { triggerId, states, cursor, limit } }) => {
    const list = `trigger.firings/${triggerId}`
    const rows = await ctx.db.prisma.triggerFiring.findMany({
      where: { triggerId, ...(states === undefined ? {} : { state: { in: states } }), ...before(cursor, { list, by: ['at', 'id'] }) },
      orderBy: [{ at: 'desc' }, { id: 'desc' }],
      take: limit + 1,
    })
    const items = rows.slice(0, limit)
    const last = rows.length > limit ? items.at(-1) : undefined
    return { items: items.map(firingRow), nextCursor: last ? cursorOf(list, last.at, last.id) : null }
  })
