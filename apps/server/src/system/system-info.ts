import { procedure } from '../trpc/init.ts'
import { VERSION } from './version.ts'

export const systemInfo = procedure.query(({ ctx }) => ({
  version: VERSION,
  database: ctx.db.kind === 'server' ? ('postgresql' as const) : ('embedded' as const),
  demoUrl: ctx.demoUrl,
  model: ctx.model?.name ?? null,
  allowedHosts: ctx.allowedHosts,
  readOnly: ctx.readOnly === true,
}))

/** Whether the server and its database answer, and what runs do can be stored. */
export const systemHealth = procedure.query(async ({ ctx }) => {
  await ctx.db.prisma.$queryRaw`SELECT 1`
  const { trouble } = ctx.runs.store
  if (trouble) throw trouble
  return { ok: true as const, database: ctx.db.kind === 'server' ? ('postgresql' as const) : ('embedded' as const) }
})
