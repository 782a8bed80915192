import { z } from 'zod'
import { before } from '../keyset-cursor.ts'
import { procedure } from '../trpc/init.ts'

/** Notices of `notify` steps, newest first. */
export const listNotices = procedure
  .input(z.object({ unread: z.boolean().default(false), limit: z.int().min(1).max(200).default(50), cursor: z.string().optional() }).default({ unread: false, limit: 50 }))
  .query(({ ctx, input }) => ctx.db.prisma.notice.findMany({ where: { ...(input.unread ? { readAt: null } : {}), ...before('at', 'key', input.cursor) }, orderBy: [{ at: 'desc' }, { key: 'desc' }], take: input.limit }))

export const readNotices = procedure.input(z.object({ keys: z.array(z.string()).min(1).max(200) })).mutation(async ({ ctx, input }) => {
  const { count } = await ctx.db.prisma.notice.updateMany({ where: { key: { in: input.keys }, readAt: null }, data: { readAt: new Date() } })
  return { read: count }
})
