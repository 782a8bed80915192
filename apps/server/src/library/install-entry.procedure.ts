import { z } from 'zod'
import { StoredInt } from '../stored-int.ts'
import { procedure } from '../trpc/init.ts'
import { installEntry as install } from './install-entry.ts'
import { planInstall } from './install-plan.ts'
import { entryName, mapping } from './library-input.ts'
import { placeOf } from './place-of.ts'

const what = z.object({ name: entryName, number: StoredInt.optional(), mapping: mapping.optional() })

export const installPlan = procedure.input(what).query(async ({ ctx, input }) => (await planInstall(await placeOf(ctx), input)).plan)

export const installEntry = procedure
  .input(what.extend({ mode: z.enum(['copy', 'pinned', 'derived']), idempotencyKey: z.string().min(1).max(200).optional() }))
  .mutation(async ({ ctx, input }) => install(await placeOf(ctx), input))
