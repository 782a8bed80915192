import { z } from 'zod'
import { Moment } from '../moment.ts'
import { procedure } from '../trpc/init.ts'
import { noteOpenUndos as note } from './note-open-undos.ts'
import { openUndoIds } from './open-undo-ids.ts'

export const noteOpenUndos = procedure.input(z.object({ items: openUndoIds, owner: z.string().max(120).nullish(), note: z.string().max(2000).optional(), remindAt: Moment.nullish() })).mutation(async ({ ctx, input }) => {
  const changed = await note(ctx.db, { ...input, remindAt: typeof input.remindAt === 'string' ? new Date(input.remindAt) : input.remindAt })
  ctx.runs.store.announceOpenUndos()
  return { changed }
})
