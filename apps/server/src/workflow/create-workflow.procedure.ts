import { z } from 'zod'
import type { WorkflowDocument } from '@eddy/workflow'
import { Refusal } from '../refusal.ts'
import { readTemplates } from '../template/templates.ts'
import { useTemplate } from '../template/use-template.ts'
import { procedure } from '../trpc/init.ts'
import { keyed, once } from '../trpc/once.ts'
import { createWorkflow as create } from './create-workflow.ts'
import { Draft } from './draft.ts'

const BLANK: WorkflowDocument = { eddy: 1, name: 'workflow', title: 'New workflow', steps: [] }

export const createWorkflow = procedure.input(z.object({ document: Draft.optional(), template: z.string().optional(), ...keyed })).mutation(once('workflow.create', ({ ctx, input }) => {
  if (input.template === undefined) return create(ctx.db, input.document ?? BLANK)
  const template = readTemplates(ctx.demoUrl).find(({ name }) => name === input.template)
  if (!template) throw new Refusal('NOT_FOUND', `There is no template "${input.template}".`)
  return useTemplate(ctx, template)
}))
