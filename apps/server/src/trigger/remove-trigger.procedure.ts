import { z } from 'zod'
import { procedure } from '../trpc/init.ts'
import { hostOf } from './host-of.ts'
import { gone } from './save-trigger.ts'

/** Removes a trigger and what it has fired. Its runs stay, and say who has started them. */
export const removeTrigger = procedure.input(z.object({ id: z.string() })).mutation(async ({ ctx, input: { id } }) => {
  const { count } = await ctx.db.prisma.trigger.deleteMany({ where: { id } })
  if (count === 0) throw gone(id)
  hostOf(ctx).changed({ triggerId: id })
  return { id }
})
