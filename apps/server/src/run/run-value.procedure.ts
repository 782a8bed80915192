import { z } from 'zod'
import { Refusal } from '../refusal.ts'
import { procedure } from '../trpc/init.ts'
import { runNames } from './run-names-value.ts'

export const runValue = procedure.input(z.object({ runId: z.string(), hash: z.string().regex(/^[0-9a-f]{64}$/) })).query(async ({ ctx, input }) => {
  const value = (await runNames(ctx.db, input)) ? await ctx.runs.store.value(input.hash) : undefined
  if (value === undefined) throw new Refusal('NOT_FOUND', 'There is no such value in this run.')
  return { value }
})
