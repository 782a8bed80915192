import { z } from 'zod'
import { procedure } from '../trpc/init.ts'
import { removeView as remove } from './saved-views.ts'

export const removeView = procedure.input(z.object({ id: z.string() })).mutation(async ({ ctx, input }) => {
  await remove(ctx.db, input.id)
  return { id: input.id }
})
