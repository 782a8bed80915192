import { z } from 'zod'
import { procedure } from '../trpc/init.ts'
import { keyed, once } from '../trpc/once.ts'
import { findEntry } from './find-entry.ts'
import { libraryCard } from './library-entry.ts'
import { entryName } from './library-input.ts'

/** Takes an entry out of the list, or back into it. What was installed stays. */
export const retireEntry = procedure.input(z.object({ name: entryName, retired: z.boolean().default(true), ...keyed })).mutation(once('library.retire', async ({ ctx, input }) => {
  const { id } = await findEntry(ctx.db, input.name)
  return libraryCard(await ctx.db.prisma.libraryEntry.update({ where: { id }, data: { retiredAt: input.retired ? new Date() : null } }))
}))
