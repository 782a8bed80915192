import { z } from 'zod'
import { procedure } from '../trpc/init.ts'
import { movePointer } from './move-pointer.ts'
import { ENVIRONMENTS } from './version-row.ts'

const canary = z.object({ number: z.int().positive(), share: z.number().min(0).max(1).default(0), callers: z.array(z.string().trim().min(1).max(200)).max(200).default([]) })

export const moveVersion = procedure.input(z.object({ workflowId: z.string(), environment: z.enum(ENVIRONMENTS), number: z.int().positive(), canary: canary.optional(), reason: z.string().max(500).optional() })).mutation(async ({ ctx, input }) => {
  const pointer = await movePointer(ctx.db, input)
  ctx.live.versioned(input.workflowId)
  return pointer
})
