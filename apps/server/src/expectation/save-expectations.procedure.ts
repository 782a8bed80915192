import { z } from 'zod'
import { procedure } from '../trpc/init.ts'
import { expectationRecord } from './expectation-record.ts'
import { saveExpectations as save } from './save-expectations.ts'

export const saveExpectations = procedure
  .input(z.object({ workflowId: z.string(), expectations: z.array(expectationRecord).min(1).max(5_000) }))
  .mutation(({ ctx, input }) => save(ctx.db, input.workflowId, input.expectations))
