import { z } from 'zod'
import type { Json } from '@eddy/workflow'
import { Refusal } from '../refusal.ts'
import { procedure } from '../trpc/init.ts'
import type { Definition } from './definition.ts'
import { pastSteps } from './past-run.ts'
import { recordedSteps } from './recorded-steps.ts'
import { runRow } from './run-row.ts'
import { planOfRun, trialOf } from './trial-record.ts'

/** How each step of a run stands, and what it has come to; large values are named, not held. `lastSeq`: the event up to which that is so. */
export const runResults = procedure.input(z.object({ runId: z.string() })).query(async ({ ctx, input }) => {
  const run = await ctx.db.prisma.run.findUnique({ where: { id: input.runId }, include: { definition: true } })
  if (!run) throw new Refusal('NOT_FOUND', `There is no run ${input.runId}.`)
  // the columns hold what definition.ts and run-host.ts have made
  const definition = run.definition.content as unknown as Definition
  const record = trialOf(run)
  const events = await ctx.runs.store.readStored(input.runId)
  const steps = await recordedSteps(planOfRun(definition, record), events)
  const past = { runId: run.id, document: definition.document, input: run.input as { readonly [name: string]: Json }, pins: record?.trial.pins ?? {}, steps: pastSteps(steps, record) }
  return { run: runRow(run), trial: record?.trial ?? null, steps, past, lastSeq: events.at(-1)?.seq ?? 0 }
})
