import { isName } from '@eddy/workflow'
import { z } from 'zod'
import { StoredInt } from '../stored-int.ts'
import { procedure } from '../trpc/init.ts'
import { keyed, once } from '../trpc/once.ts'
import { concealedSamples } from './concealed-samples.ts'
import { libraryCard } from './library-entry.ts'
import { entryName, entryWords, sample } from './library-input.ts'
import { publishEntry as publish } from './publish-entry.ts'
import { tellNewer } from './tell-newer.ts'

const request = z.object({
  ...entryWords,
  workflowId: z.string(),
  version: StoredInt.min(1),
  name: entryName.refine(isName, 'must be a name: small letters, digits and underscores').optional(),
  samples: z.array(sample).max(50).optional(),
  extend: z.boolean().optional(),
  expose: z.array(z.object({ as: z.string().refine(isName, 'must be a name'), step: z.string(), path: z.array(z.union([z.string(), z.int()])).optional() })).max(50).optional(),
  ...keyed,
})

export const publishEntry = procedure.input(request).mutation(once('library.publish', async ({ ctx, input }) => {
  const { entry, number } = await publish(ctx.db, { ...input, ...(input.samples ? { samples: await concealedSamples(ctx.secrets, input.samples) } : {}) })
  await tellNewer(ctx, [entry.name])
  return { card: libraryCard(entry), number }
}))
