import { z } from 'zod'
import { procedure } from '../trpc/init.ts'

export const previewCancel = procedure.input(z.object({ runId: z.string() })).query(async ({ ctx, input }) => ctx.runs.cancelPreview(input.runId))
