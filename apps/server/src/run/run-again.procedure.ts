import { procedure } from '../trpc/init.ts'
import { AgainInput } from './again-request.ts'
import { runAgain } from './run-again.ts'

export const againRun = procedure.input(AgainInput).mutation(async ({ ctx, input }) => ({ runId: await runAgain(ctx, input) }))
