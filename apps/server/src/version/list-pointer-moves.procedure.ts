import { z } from 'zod'
import { procedure } from '../trpc/init.ts'
import { listMoves } from './list-versions.ts'

export const listPointerMoves = procedure.input(z.object({ workflowId: z.string() })).query(({ ctx, input }) => listMoves(ctx.db, input.workflowId))
