import { procedure } from '../trpc/init.ts'
import { Refusal } from '../refusal.ts'

/** What the database says of itself and of what is in it. */
export const systemDoctor = procedure.query(({ ctx }) => {
  if (!ctx.doctor) throw new Refusal('INVALID_STATE', 'This server does not look at itself.')
  return ctx.doctor()
})
