import { procedure } from '../trpc/init.ts'
import { Refusal } from '../refusal.ts'

export const cleanUp = procedure.mutation(({ ctx }) => {
  if (!ctx.cleanUp) throw new Refusal('INVALID_STATE', 'This server does not clean up.')
  return ctx.cleanUp.run()
})
