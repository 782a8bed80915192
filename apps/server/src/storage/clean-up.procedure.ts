import { z } from 'zod'
import { procedure } from '../trpc/init.ts'
import { Refusal } from '../refusal.ts'

/** `compact`: all room back at once; tables of a PostgreSQL server are locked meanwhile. */
export const cleanUp = procedure.input(z.object({ compact: z.boolean().optional() }).optional()).mutation(({ ctx, input }) => {
  if (!ctx.cleanUp) throw new Refusal('INVALID_STATE', 'This server does not clean up.')
  return ctx.cleanUp.run({ compact: input?.compact })
})
