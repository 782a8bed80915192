import { isName } from '@eddy/workflow'
import { z } from 'zod'
import { procedure } from '../trpc/init.ts'
import { libraryCard } from './library-entry.ts'
import { entryName, person, sample } from './library-input.ts'
import { publishEntry as publish } from './publish-entry.ts'

const request = z.object({
  workflowId: z.string(),
  version: z.int().min(1),
  name: entryName.refine(isName, 'must be a name: small letters, digits and underscores').optional(),
  title: z.string().trim().min(1).max(120).optional(),
  description: z.string().max(4000).optional(),
  category: z.string().trim().max(40).default(''),
  tags: z.array(z.string().trim().min(1).max(40)).max(20).default([]),
  note: z.string().max(2000).default(''),
  samples: z.array(sample).max(50).optional(),
  expose: z.array(z.object({ as: z.string().refine(isName, 'must be a name'), step: z.string(), path: z.array(z.union([z.string(), z.int()])).optional() })).max(50).optional(),
  by: person.optional(),
})

export const publishEntry = procedure.input(request).mutation(async ({ ctx, input }) => {
  const { entry, number } = await publish(ctx.db, input)
  return { card: libraryCard(entry), number }
})
