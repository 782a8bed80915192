import { z } from 'zod'
import { procedure } from '../trpc/init.ts'
import { entryName, person } from './library-input.ts'
import { rateEntry as rate } from './rate-entry.ts'

export const rateEntry = procedure.input(z.object({ name: entryName, by: person, stars: z.int().min(1).max(5), comment: z.string().max(2000).default('') })).mutation(({ ctx, input }) => rate(ctx.db, input))
