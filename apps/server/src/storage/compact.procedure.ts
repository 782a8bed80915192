import { procedure } from '../trpc/init.ts'
import { Refusal } from '../refusal.ts'

/** Cleans up, and gives all room back at once: the tables of a PostgreSQL server are locked meanwhile. */
export const compact = procedure.mutation(({ ctx }) => {
  if (!ctx.cleanUp) throw new Refusal('INVALID_STATE', 'This server does not clean up.')
  return ctx.cleanUp.run({ compact: true })
})
