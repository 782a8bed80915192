import { z } from 'zod'
import { before } from '../keyset-cursor.ts'
import { procedure } from '../trpc/init.ts'

/** Notices of `notify` steps and of questions that wait, newest first, each with the workflow of its run. */
export const listNotices = procedure
  .input(z.object({ unread: z.boolean().default(false), limit: z.int().min(1).max(200).default(50), cursor: z.string().optional() }).default({ unread: false, limit: 50 }))
  .query(async ({ ctx, input }) => {
    const notices = await ctx.db.prisma.notice.findMany({ where: { ...(input.unread ? { readAt: null } : {}), ...before(input.cursor, { list: 'notice.list', by: ['at', 'key'] }) }, orderBy: [{ at: 'desc' }, { key: 'desc' }], take: input.limit })
    const runs = await ctx.db.prisma.run.findMany({ where: { id: { in: notices.map(({ runId }) => runId) } }, select: { id: true, workflowName: true, workflowTitle: true } })
    const workflows = new Map(runs.map(({ id, workflowName, workflowTitle }) => [id, workflowTitle ?? workflowName]))
    // a notice stays when its run has been cleaned up
    return notices.map((notice) => ({ ...notice, workflow: workflows.get(notice.runId) ?? null }))
  })

export const readNotices = procedure.input(z.object({ keys: z.array(z.string()).min(1).max(200) })).mutation(async ({ ctx, input }) => {
  const { count } = await ctx.db.prisma.notice.updateMany({ where: { key: { in: input.keys }, readAt: null }, data: { readAt: new Date() } })
  await ctx.runs.questions.changed()
  return { read: count }
})
