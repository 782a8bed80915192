import { isName } from '@eddy/workflow'
import { z } from 'zod'
import { procedure } from '../trpc/init.ts'
import { keyed, once } from '../trpc/once.ts'
import { Draft } from '../workflow/draft.ts'
import { libraryCard } from './library-entry.ts'
import { entryName, entryWords, sample } from './library-input.ts'
import { saveTemplate as save } from './save-template.ts'

const request = z.object({ ...entryWords, document: Draft, name: entryName.refine(isName, 'must be a name: small letters, digits and underscores'), samples: z.array(sample).max(50).default([]), ...keyed })

export const saveTemplate = procedure.input(request).mutation(once('library.saveTemplate', async ({ ctx, input }) => {
  const { entry, number, workflowId } = await save(ctx, input)
  return { card: libraryCard(entry), number, workflowId }
}))
