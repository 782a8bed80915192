import { z } from 'zod'
import { StoredInt } from '../stored-int.ts'
import { procedure } from '../trpc/init.ts'
import { keyed, once } from '../trpc/once.ts'
import { movePointer } from './move-pointer.ts'
import { ENVIRONMENTS } from './version-row.ts'

const canary = z.object({ number: StoredInt.positive(), share: z.number().min(0).max(1).default(0), callers: z.array(z.string().trim().min(1).max(200)).max(200).default([]) })

export const moveVersion = procedure.input(z.object({ workflowId: z.string(), environment: z.enum(ENVIRONMENTS), number: StoredInt.positive(), canary: canary.optional(), reason: z.string().max(500).optional(), ...keyed })).mutation(once('version.move', async ({ ctx, input }) => {
  const pointer = await movePointer(ctx.db, input)
  ctx.live.versioned(input.workflowId)
  return pointer
}))
