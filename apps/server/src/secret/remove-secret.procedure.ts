import { z } from 'zod'
import { procedure } from '../trpc/init.ts'
import { removeSecret as remove } from './remove-secret.ts'
import { storeOf } from './store-of.ts'

export const removeSecret = procedure.input(z.object({ name: z.string(), evenIfUsed: z.boolean().default(false) })).mutation(({ ctx, input }) => remove(ctx.db, storeOf(ctx), input))
