import { procedure } from '../trpc/init.ts'
import { AgainInput } from './again-request.ts'
import { planAgain } from './run-again.ts'

export const againPlan = procedure.input(AgainInput).query(async ({ ctx, input }) => {
  const { kept, again, origin } = await planAgain(ctx, input)
  return { kept: Object.keys(kept), again, origin }
})
