import { z } from 'zod'
import { JsonValue } from '../json-value.ts'
import { procedure } from '../trpc/init.ts'
import { settle, takeBack } from './act-on-task.ts'
import { failure } from './say-of-task.procedure.ts'

const byHand = { id: z.string(), by: z.string().trim().min(1).max(100).default('somebody'), reason: z.string().trim().min(1).max(1000) }

export const takeBackTask = procedure.input(z.object(byHand)).mutation(async ({ ctx, input: { id, ...said } }) => {
  await takeBack(ctx, id, said)
  return { takenBack: true as const }
})

export const settleTask = procedure
  .input(z.object({ ...byHand, outcome: z.discriminatedUnion('kind', [z.object({ kind: z.literal('ok'), value: JsonValue.default(null) }), z.object({ kind: z.literal('fail'), error: z.object(failure) })]) }))
  .mutation(async ({ ctx, input: { id, outcome, ...said } }) => {
    await settle(ctx, id, { ...said, outcome: outcome.kind === 'ok' ? outcome : { kind: 'fail', error: { code: outcome.error.code, message: outcome.error.message, retryable: outcome.error.retryable } } })
    return { settled: true as const }
  })
