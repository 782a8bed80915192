import { z } from 'zod'
import { procedure } from '../trpc/init.ts'
import { recordOf } from './expectation-record.ts'

export const listExpectations = procedure.input(z.object({ workflowId: z.string() })).query(async ({ ctx, input }) => {
  const rows = await ctx.db.prisma.expectation.findMany({ where: { workflowId: input.workflowId }, orderBy: [{ fixture: 'asc' }, { step: 'asc' }, { kind: 'asc' }] })
  return rows.map(recordOf)
})
