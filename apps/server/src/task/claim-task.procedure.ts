import { z } from 'zod'
import { procedure } from '../trpc/init.ts'
import { claimTask } from './claim-task.ts'

const SECONDS = 60

/** The next task of some queues; waits for one for so many seconds. */
export const claimTaskProcedure = procedure
  .input(z.object({ queues: z.array(z.string().min(1)).min(1).max(50), worker: z.string().trim().min(1).max(100).default('a worker'), waitSeconds: z.number().min(0).max(SECONDS).default(20) }))
  .mutation(async ({ ctx, input: { queues, worker, waitSeconds }, signal }) => ({ task: await claimTask(ctx, { queues, worker, waitMs: waitSeconds * 1000, stillPermitted: ctx.stillPermitted }, signal ?? new AbortController().signal) }))
