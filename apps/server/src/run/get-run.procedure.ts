import { z } from 'zod'
import type { Json } from '@eddy/workflow'
import { Refusal } from '../refusal.ts'
import { procedure } from '../trpc/init.ts'
import type { Definition } from './definition.ts'
import { driverOf } from './run-driver.ts'
import { runRow } from './run-row.ts'
import { trialOf } from './trial-record.ts'

/** Runs that began from this one, the latest of many. */
const SUCCESSORS = 20

export const getRun = procedure.input(z.object({ runId: z.string() })).query(async ({ ctx, input }) => {
  const run = await ctx.db.prisma.run.findUnique({ where: { id: input.runId }, include: { definition: true } })
  if (!run) throw new Refusal('NOT_FOUND', `There is no run ${input.runId}.`)
  const [next, driver] = await Promise.all([ctx.db.prisma.run.findMany({ where: { originRunId: input.runId }, omit: { input: true, value: true }, orderBy: { startedAt: 'desc' }, take: SUCCESSORS }), driverOf(ctx.db, run.id)])
  // the column holds what definition.ts has made
  const { document, composed } = run.definition.content as unknown as Definition
  const lastSeq = await ctx.runs.store.lastSeq(run.id)
  const { contentHash } = run
  return { ...runRow(run, lastSeq === 0 && run.endedAt === null ? await ctx.runs.waits(run.id) : null), driver, document, composed, contentHash, lastSeq, trial: trialOf(run)?.trial ?? null, input: run.input as { readonly [name: string]: Json }, value: run.value as Json, successors: next.map((successor) => runRow(successor)) }
})
