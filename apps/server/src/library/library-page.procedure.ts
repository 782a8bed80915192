import { z } from 'zod'
import { StoredInt } from '../stored-int.ts'
import { procedure } from '../trpc/init.ts'
import { entryName } from './library-input.ts'
import { libraryDetails } from './library-page.ts'
import { publishedBefore } from './published-before.ts'

export const getEntry = procedure.input(z.object({ name: entryName, number: StoredInt.optional() })).query(({ ctx, input }) => libraryDetails(ctx.db, input))

export const libraryPublished = procedure.input(z.object({ workflowId: z.string() })).query(({ ctx, input }) => publishedBefore(ctx.db, input.workflowId))
