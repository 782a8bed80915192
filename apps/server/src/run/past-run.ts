import type { Json, PastRun, PastStep } from '@eddy/workflow'
import type { Database } from '../db/index.ts'
import { Refusal } from '../refusal.ts'
import { planOf, type Definition } from './definition.ts'
import type { EventStore } from './event-store.ts'
import { recordedSteps, type RecordedStep } from './recorded-steps.ts'

/** A run as something to compare with and to take results from, large values included. */
export async function readPastRun(db: Database, store: EventStore, runId: string): Promise<PastRun> {
  const run = await db.prisma.run.findUnique({ where: { id: runId }, include: { definition: true } })
  if (!run) throw new Refusal('NOT_FOUND', `There is no run ${runId}; it may have been removed.`)
  // the columns hold what definition.ts and run-host.ts have made
  const definition = run.definition.content as unknown as Definition
  const steps = recordedSteps(planOf(definition), await store.readLog(runId))
  return {
    runId,
    document: definition.document,
    composed: definition.composed,
    input: run.input as { readonly [name: string]: Json },
    pins: {},
    steps: Object.fromEntries(Object.entries(steps).map(([path, step]) => [path, pastStep(step)])),
  }
}

export function pastStep({ status, value, error, undone }: RecordedStep): PastStep {
  return {
    ...(error !== undefined ? { outcome: { kind: 'failure' as const, ...error } } : value !== undefined ? { outcome: { kind: 'value' as const, value } } : {}),
    ...(status === 'skipped' ? { skipped: true } : {}),
    ...(undone ? { undone } : {}),
  }
}
