import { z } from 'zod'
import { procedure } from '../trpc/init.ts'
import { restoreVersion as restore } from './restore-version.ts'

export const restoreVersion = procedure.input(z.object({ workflowId: z.string(), number: z.int().positive(), revision: z.int() })).mutation(({ ctx, input }) => restore(ctx.db, input))
