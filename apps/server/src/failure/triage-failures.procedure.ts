import { z } from 'zod'
import { procedure } from '../trpc/init.ts'
import { triageFailures as triage } from './triage-failures.ts'

export const triageFailures = procedure.input(z.object({ fingerprints: z.array(z.string()).min(1).max(500), owner: z.string().max(120).nullish(), resolved: z.object({ reason: z.string().min(1).max(2000) }).nullish() })).mutation(async ({ ctx, input }) => ({ changed: await triage(ctx.db, input) }))
