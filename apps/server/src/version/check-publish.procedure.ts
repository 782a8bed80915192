import { z } from 'zod'
import { procedure } from '../trpc/init.ts'
import { checkPublish as check } from './check-publish.ts'

export const checkPublish = procedure.input(z.object({ workflowId: z.string() })).query(({ ctx, input }) => check(ctx, input.workflowId))
