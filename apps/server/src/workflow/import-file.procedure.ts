import { isName } from '@eddy/workflow'
import { z } from 'zod'
import { procedure } from '../trpc/init.ts'
import { keyed, once } from '../trpc/once.ts'
import { importWorkflow as bringIn } from './import-workflow.ts'

const LONGEST = 6_000_000

/** Makes a workflow of a file: a draft, or an entry of the library. */
export const importFile = procedure
  .input(
    z.object({
      text: z.string().max(LONGEST),
      name: z.string().refine(isName, 'must be a name: small letters, digits and underscores').optional(),
      title: z.string().trim().min(1).max(120).optional(),
      into: z.enum(['draft', 'library']).default('draft'),
      category: z.string().trim().max(40).default(''),
      ...keyed,
    }),
  )
  .mutation(once('workflow.importFile', ({ ctx, input }) => bringIn(ctx, input)))
