import { z } from 'zod'
import type { WorkflowDocument } from '@eddy/workflow'
import { problemsOf, resolveDefinition } from '../run/definition.ts'
import { procedure } from '../trpc/init.ts'
import { Draft } from './draft.ts'

/** Everything that is wrong with a document, with the workflows and secrets of this server at hand. Nothing is kept. */
export const validateWorkflow = procedure.input(z.object({ document: z.record(z.string(), z.unknown()) })).query(async ({ ctx, input }) => {
  const draft = Draft.safeParse(input.document)
  // any object may be asked about: the checks take whatever it is
  const definition = draft.success ? await resolveDefinition(ctx.db, draft.data) : { document: input.document as unknown as WorkflowDocument, composed: {} }
  const problems = problemsOf(definition, await ctx.secrets?.names())
  return { valid: problems.every(({ severity }) => severity !== 'error'), problems }
})
