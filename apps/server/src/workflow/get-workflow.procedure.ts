import { z } from 'zod'
import { Refusal } from '../refusal.ts'
import { procedure } from '../trpc/init.ts'
import { workflowRecord } from './workflow-record.ts'

export const getWorkflow = procedure.input(z.object({ id: z.string() })).query(async ({ ctx, input }) => {
  const workflow = await ctx.db.prisma.workflow.findUnique({ where: { id: input.id } })
  if (!workflow) throw new Refusal('NOT_FOUND', `There is no workflow ${input.id}; it may have been removed.`)
  return workflowRecord(workflow)
})
