import { procedure } from '../trpc/init.ts'
import { storageSummary as summary } from './storage-summary.ts'

export const storageSummary = procedure.query(({ ctx }) => summary(ctx.db))
