import { procedure } from '../trpc/init.ts'
import { documentOf, workflowRow } from './workflow-record.ts'

export const listWorkflows = procedure.query(async ({ ctx }) => {
  const workflows = await ctx.db.prisma.workflow.findMany({ orderBy: { updatedAt: 'desc' } })
  const secrets = await ctx.secrets?.names()
  const byName = new Map(workflows.map((workflow) => [workflow.name, documentOf(workflow)]))
  return workflows.map((workflow) => workflowRow(workflow, { byName: (name) => byName.get(name), secrets }))
})
