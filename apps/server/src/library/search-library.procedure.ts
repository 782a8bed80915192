import { z } from 'zod'
import { procedure } from '../trpc/init.ts'
import { libraryFacets as facets, searchLibrary as search } from './search-library.ts'

const query = z.object({
  query: z.string().max(200).optional(),
  category: z.string().max(40).optional(),
  tag: z.string().max(40).optional(),
  agent: z.string().max(120).optional(),
  sort: z.enum(['uses', 'rating', 'newest', 'name']).optional(),
  cursor: z.string().optional(),
  limit: z.int().min(1).max(200).optional(),
})

export const searchLibrary = procedure.input(query).query(({ ctx, input }) => search(ctx.db, input))

export const libraryFacets = procedure.input(query.pick({ query: true, category: true }).optional()).query(({ ctx, input }) => facets(ctx.db, input))
