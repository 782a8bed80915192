import { stableJson, toMermaid } from '@eddy/workflow'
import { z } from 'zod'
import { Refusal } from '../refusal.ts'
import { procedure } from '../trpc/init.ts'
import { documentOf } from './workflow-record.ts'

/** A workflow as a file: the document, always the same for the same content, or a picture in Mermaid's language. */
export const exportWorkflow = procedure.input(z.object({ id: z.string(), format: z.enum(['json', 'mermaid']).default('json') })).query(async ({ ctx, input }) => {
  const workflow = await ctx.db.prisma.workflow.findUnique({ where: { id: input.id } })
  if (!workflow) throw new Refusal('NOT_FOUND', `There is no workflow ${input.id}; it may have been removed.`)
  const document = documentOf(workflow)
  return input.format === 'json' ? { file: `${workflow.name}.json`, text: stableJson(document) } : { file: `${workflow.name}.mmd`, text: toMermaid(document) }
})
