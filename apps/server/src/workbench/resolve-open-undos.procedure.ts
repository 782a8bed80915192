import { z } from 'zod'
import { JsonValue } from '../json-value.ts'
import { procedure } from '../trpc/init.ts'
import { openUndoIds } from './open-undo-ids.ts'
import { resolveOpenUndos as resolve } from './resolve-open-undos.ts'

const because = { reason: z.string().min(1).max(2000), evidence: JsonValue.optional() }
const settling = z.discriminatedUnion('how', [
  z.object({ how: z.literal('retry'), arguments: z.record(z.string(), JsonValue).optional() }),
  z.object({ how: z.literal('skipped'), ...because }),
  z.object({ how: z.literal('done_outside'), ...because }),
  z.object({ how: z.literal('happened'), value: JsonValue.optional() }),
  z.object({ how: z.literal('not_happened') }),
  z.object({ how: z.literal('ask_again') }),
])

export const resolveOpenUndos = procedure.input(z.object({ items: openUndoIds, settling })).mutation(({ ctx, input }) => resolve(ctx, input))
