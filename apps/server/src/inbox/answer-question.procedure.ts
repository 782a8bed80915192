import { z } from 'zod'
import { JsonValue } from '../json-value.ts'
import { procedure } from '../trpc/init.ts'
import { answerQuestion } from './answer-question.ts'

export const answerInbox = procedure
  .input(z.object({ id: z.string(), choice: z.string().min(1), note: z.string().max(10_000).default(''), values: z.record(z.string(), JsonValue).default({}), by: z.string().trim().max(100).default('') }))
  .mutation(async ({ ctx, input }) => {
    await answerQuestion(ctx, input)
    return { answered: true as const }
  })
