import { z } from 'zod'
import { Moment } from '../moment.ts'
import { procedure } from '../trpc/init.ts'
import { outcomes } from './outcomes.ts'

export const versionOutcomes = procedure.input(z.object({ workflowId: z.string(), since: Moment })).query(({ ctx, input }) => outcomes(ctx.db, input.workflowId, new Date(input.since)))
