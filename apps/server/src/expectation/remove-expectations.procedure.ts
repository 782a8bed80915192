import { z } from 'zod'
import { procedure } from '../trpc/init.ts'

const cell = z.object({ fixture: z.string(), step: z.string(), kind: z.string() })

/** Cells without an expectation are passed over. */
export const removeExpectations = procedure.input(z.object({ workflowId: z.string(), cells: z.array(cell).min(1).max(5_000) })).mutation(async ({ ctx, input }) => {
  const { count } = await ctx.db.prisma.expectation.deleteMany({ where: { workflowId: input.workflowId, OR: input.cells } })
  return { removed: count }
})
