import { z } from 'zod'
import { JsonValue } from '../json-value.ts'
import { procedure } from '../trpc/init.ts'
import { fireTrigger as fire } from './fire-trigger.ts'
import { hostOf } from './host-of.ts'

export const fireTrigger = procedure
  .input(z.object({ id: z.string(), payload: JsonValue.optional(), sample: z.record(z.string(), JsonValue).optional(), idempotencyKey: z.string().min(1).max(200).optional() }))
  .mutation(({ ctx, input }) => fire(hostOf(ctx), input))
