import { z } from 'zod'
import { procedure } from '../trpc/init.ts'

/** What a run that has not begun waits for; null when it has, or when this server does not know. */
export const runWaits = procedure.input(z.object({ runId: z.string() })).query(({ ctx, input }) => ({ waits: ctx.runs.standing(input.runId) }))
