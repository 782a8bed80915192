import { z } from 'zod'
import { procedure } from '../trpc/init.ts'
import { compareRuns as compare } from './compare-runs.ts'

export const compareRuns = procedure.input(z.object({ runId: z.string(), otherId: z.string() })).query(({ ctx, input: { runId, otherId } }) => compare(ctx, runId, otherId))
