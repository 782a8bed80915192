import { procedure } from '../trpc/init.ts'
import { retentionSchema, saveRetention as save } from './retention.ts'

export const saveRetention = procedure.input(retentionSchema).mutation(({ ctx, input }) => save(ctx.db, input))
