import { z } from 'zod'
import { procedure } from '../trpc/init.ts'
import { enableTrigger as enable } from './enable-trigger.ts'
import { hostOf } from './host-of.ts'

export const enableTrigger = procedure.input(z.object({ id: z.string(), enabled: z.boolean() })).mutation(async ({ ctx, input }) => {
  const host = hostOf(ctx)
  const { id, enabled, nextAt } = await enable(ctx.db, input, new Date(host.now()))
  host.changed({ triggerId: id })
  host.heard()
  return { id, enabled, nextAt: enabled ? (nextAt?.toISOString() ?? null) : null }
})
