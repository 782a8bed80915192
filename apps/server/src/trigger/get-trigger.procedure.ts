import { z } from 'zod'
import { serverTime } from '../run/server-time.ts'
import { procedure } from '../trpc/init.ts'
import { listTriggers } from './list-triggers.ts'
import { gone } from './save-trigger.ts'
import { nextTimes } from './schedule-times.ts'

const SHOWN = 5

/** A trigger, and when it is due next. */
export const getTrigger = procedure.input(z.object({ id: z.string() })).query(async ({ ctx, input }) => {
  const [trigger] = await listTriggers(ctx.db, input)
  if (!trigger) throw gone(input.id)
  const { config } = trigger
  // one that cannot be reckoned with says so instead
  const isPlanned = trigger.enabled && trigger.trouble === null
  const after = new Date(ctx.triggers?.now() ?? serverTime.now())
  return { ...trigger, next: config.kind === 'schedule' && isPlanned ? nextTimes(config.when, after, SHOWN).map((time) => time.toISOString()) : [] }
})
