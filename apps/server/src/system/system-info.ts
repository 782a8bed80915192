import { procedure } from '../trpc/init.ts'
import { VERSION } from './version.ts'

export const systemInfo = procedure.query(({ ctx }) => ({
  version: VERSION,
  database: ctx.db.kind === 'server' ? ('postgresql' as const) : ('embedded' as const),
  demoUrl: ctx.demoUrl,
  allowedHosts: ctx.allowedHosts,
}))

/** Whether the server and its database answer. */
export const systemHealth = procedure.query(async ({ ctx }) => {
  await ctx.db.prisma.$queryRaw`SELECT 1`
  return { ok: true as const, database: ctx.db.kind === 'server' ? ('postgresql' as const) : ('embedded' as const) }
})
