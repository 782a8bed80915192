import { fixtureSchema } from '@eddy/workflow'
import { z } from 'zod'
import { procedure } from '../trpc/init.ts'
import { planPartOf } from './prepare-run.ts'

/** What running a part of a workflow's draft would do; nothing of it is done. */
export const planPart = procedure
  .input(
    z.object({
      workflowId: z.string(),
      target: z.string(),
      mode: z.enum(['only', 'to']),
      from: z.string().optional(),
      fixture: z.union([z.string(), fixtureSchema]).optional(),
      input: z.record(z.string(), z.json()).optional(),
    }),
  )
  .query(async ({ ctx, input: { workflowId, target, mode, from, fixture, input } }) => {
    const { plan, key } = await planPartOf(ctx.runs.preparing, workflowId, { fixture, input, part: { target, mode, from } })
    return { plan, key }
  })
