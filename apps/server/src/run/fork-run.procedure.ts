import { z } from 'zod'
import { StoredInt } from '../stored-int.ts'
import { procedure } from '../trpc/init.ts'
import { forkRun as fork } from './fork-run.ts'

const text = z.string().trim().min(1).max(120)

export const forkRun = procedure.input(z.object({ runId: z.string(), at: StoredInt.min(1).optional(), title: text.optional(), fixture: text.optional() })).mutation(({ ctx, input }) => fork(ctx, input))
