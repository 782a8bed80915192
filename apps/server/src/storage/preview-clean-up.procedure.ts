import { z } from 'zod'
import { procedure } from '../trpc/init.ts'
import { previewCleanUp as preview } from './preview-clean-up.ts'
import { retentionSchema } from './retention.ts'

export const previewCleanUp = procedure.input(z.object({ retention: retentionSchema.optional() }).optional()).query(({ ctx, input }) => preview(ctx.db, { retention: input?.retention }))
