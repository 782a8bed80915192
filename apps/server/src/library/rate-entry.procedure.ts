import { z } from 'zod'
import { procedure } from '../trpc/init.ts'
import { keyed, once } from '../trpc/once.ts'
import { entryName, person } from './library-input.ts'
import { rateEntry as rate } from './rate-entry.ts'

export const rateEntry = procedure.input(z.object({ name: entryName, by: person, stars: z.int().min(1).max(5), comment: z.string().max(2000).default(''), ...keyed })).mutation(once('library.rate', ({ ctx, input }) => rate(ctx.db, input)))
