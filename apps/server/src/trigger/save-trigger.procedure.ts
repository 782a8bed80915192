import { z } from 'zod'
import { StoredInt } from '../stored-int.ts'
import { procedure } from '../trpc/init.ts'
import { hostOf } from './host-of.ts'
import { listTriggers } from './list-triggers.ts'
import { gone, saveTrigger as save } from './save-trigger.ts'
import { TriggerSettings } from './trigger-config.ts'

export const saveTrigger = procedure
  .input(z.object({ id: z.string().optional(), revision: StoredInt.optional(), workflowId: z.string(), settings: TriggerSettings, enabled: z.boolean().default(true) }))
  .mutation(async ({ ctx, input }) => {
    const host = hostOf(ctx)
    const { id } = await save(ctx.db, input, new Date(host.now()))
    host.changed({ triggerId: id })
    host.heard()
    const [row] = await listTriggers(ctx.db, { id })
    if (!row) throw gone(id)
    return row
  })
