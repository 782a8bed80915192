import { z } from 'zod'
import { procedure } from '../trpc/init.ts'
import { runFilter } from '../run/run-filter.ts'
import { saveView as save } from './saved-views.ts'

export const saveView = procedure.input(z.object({ id: z.string().optional(), name: z.string().trim().min(1).max(80), filter: runFilter })).mutation(({ ctx, input }) => save(ctx.db, input))
