import { z } from 'zod'
import { Refusal } from '../refusal.ts'
import { procedure } from '../trpc/init.ts'
import { keyed, once } from '../trpc/once.ts'

/** Its runs stay. */
export const removeWorkflow = procedure.input(z.object({ id: z.string(), ...keyed })).mutation(once('workflow.remove', async ({ ctx, input }) => {
  const { count } = await ctx.db.prisma.workflow.deleteMany({ where: { id: input.id } })
  if (count === 0) throw new Refusal('NOT_FOUND', `There is no workflow ${input.id}; it may have been removed already.`)
  ctx.live.removed(input.id)
  return { id: input.id }
}))
