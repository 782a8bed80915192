import { z } from 'zod'
import { serverTime } from '../run/server-time.ts'
import { procedure } from '../trpc/init.ts'
import { nextTimes, overFault } from './schedule-times.ts'
import { TriggerConfig } from './trigger-config.ts'

const SHOWN = 5

/** When a schedule that is being written would be due; what is wrong with it instead. */
export const triggerTimes = procedure.input(z.object({ config: z.unknown() })).query(({ ctx, input }) => {
  const read = TriggerConfig.safeParse(input.config)
  if (!read.success) return { times: [], fault: read.error.issues.map(({ message }) => message).join('; ') }
  const { data } = read
  if (data.kind !== 'schedule') return { times: [], fault: null }
  const now = new Date(ctx.triggers?.now() ?? serverTime.now())
  return { times: nextTimes(data.when, now, SHOWN).map((time) => time.toISOString()), fault: overFault(data.when, now) ?? null }
})
