import type { Json, PastRun, PastStep } from '@eddy/workflow'
import type { Database } from '../db/index.ts'
import { Refusal } from '../refusal.ts'
import type { Definition } from './definition.ts'
import type { EventStore } from './event-store.ts'
import { recordedSteps, type RecordedStep } from './recorded-steps.ts'
import { planOfRun, trialOf, type TrialRecord } from './trial-record.ts'

export interface PastRuns {
  readonly db: Database
  readonly store: EventStore
}

/** A run as something to compare with and to take results from, large values included. `at`: as it was after that event. */
export async function readPastRun({ db, store }: PastRuns, runId: string, at = Infinity): Promise<PastRun & { readonly workflowId: string | null }> {
  const run = await db.prisma.run.findUnique({ where: { id: runId }, include: { definition: true } })
  if (!run) throw new Refusal('NOT_FOUND', `There is no run ${runId}; it may have been removed.`)
  // the columns hold what definition.ts and run-host.ts have made
  const definition = run.definition.content as unknown as Definition
  const record = trialOf(run)
  const events = (await store.readLog(runId)).filter(({ seq }) => seq <= at)
  const steps = await recordedSteps(planOfRun(definition, record), events)
  const adapted = events.findLast((event) => event.type === 'run.adapted')
  return {
    runId,
    workflowId: run.workflowId,
    document: adapted?.data.document ?? definition.document,
    composed: definition.composed,
    input: run.input as { readonly [name: string]: Json },
    pins: record?.trial.pins ?? {},
    steps: pastSteps(steps, record),
  }
}

export function pastSteps(steps: { readonly [path: string]: RecordedStep }, record: Pick<TrialRecord, 'trial'> | null): PastRun['steps'] {
  const part = record?.trial.part
  // a step that was run alone has taken results as they were: they say nothing of what their steps are now
  const borrowed = new Set(part?.mode === 'only' ? part.reused : [])
  return Object.fromEntries(Object.entries(steps).flatMap(([path, step]) => (borrowed.has(path) ? [] : [[path, pastStep(step)]])))
}

function pastStep({ status, value, error, undone }: RecordedStep): PastStep {
  return {
    ...(error !== undefined ? { outcome: { kind: 'failure' as const, ...error } } : value !== undefined ? { outcome: { kind: 'value' as const, value } } : {}),
    ...(status === 'skipped' ? { skipped: true } : {}),
    ...(undone ? { undone } : {}),
  }
}
