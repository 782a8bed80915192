import { z } from 'zod'
import { procedure } from '../trpc/init.ts'
import { librarySuggestions as suggest } from './library-suggestions.ts'

export const librarySuggestions = procedure.input(z.object({ minRuns: z.int().min(1).max(10_000).optional() }).optional()).query(({ ctx, input }) => suggest(ctx.db, { minRuns: input?.minRuns, demoUrl: ctx.demoUrl }))
