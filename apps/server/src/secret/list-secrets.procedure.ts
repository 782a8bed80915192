import { procedure } from '../trpc/init.ts'
import { secretUsage } from './secret-usage.ts'
import { storeOf } from './store-of.ts'

/** Names and where they are used; never a value. */
export const listSecrets = procedure.query(async ({ ctx }) => {
  const [secrets, usage] = await Promise.all([storeOf(ctx).list(), secretUsage(ctx.db)])
  return secrets.map((secret) => ({ ...secret, usedBy: usage.get(secret.name) ?? [] }))
})
