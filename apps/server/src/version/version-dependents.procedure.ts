import { z } from 'zod'
import { procedure } from '../trpc/init.ts'
import { dependentsOf } from './dependents.ts'

export const versionDependents = procedure.input(z.object({ name: z.string() })).query(({ ctx, input }) => dependentsOf(ctx.db, input.name))
