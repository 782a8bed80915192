import { z } from 'zod'
import { procedure } from '../trpc/init.ts'
import { claimRow } from './claim-row.ts'
import { releaseClaim as release } from './release-claim.ts'

export const releaseClaim = procedure.input(z.object({ id: z.string(), reason: z.string().trim().min(1).max(500), by: z.string().trim().max(120).optional() })).mutation(async ({ ctx, input }) => claimRow(await release(ctx, input)))
