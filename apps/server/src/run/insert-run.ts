import type { KeptResults } from '@eddy/engine'
import type { Json } from '@eddy/workflow'
import { Prisma, type Database, type Run, type Workflow } from '../db/index.ts'
import type { Chosen } from '../version/chosen-version.ts'
import { countSteps, definitionHash, type Definition } from './definition.ts'
import type { TraceContext } from '../trace/trace-context.ts'
import type { RunOrigin } from './run-origin.ts'
import { runningDefinition, type TrialRecord } from './trial-record.ts'

/** The trigger that starts a run. */
export interface StartedBy {
  readonly id: string
  readonly name: string
}

export interface NewRun {
  readonly runId: string
  /** `id`: null when the workflow has been removed. */
  readonly workflow: Pick<Workflow, 'name' | 'title' | 'contentHash'> & { readonly id: string | null }
  readonly chosen: Chosen | undefined
  readonly definition: Definition
  readonly record: TrialRecord | null
  readonly input: { readonly [name: string]: Json }
  readonly idempotencyKey: string | null
  /** Of what was asked for with the key. */
  readonly requestHash?: string | null
  readonly wave?: boolean
  readonly origin?: RunOrigin
  readonly trigger?: StartedBy
  readonly priority?: number | undefined
  readonly trace?: TraceContext | undefined
  /** Results that it takes over. */
  readonly kept?: KeptResults
}

/** Writes the row of an accepted run, in the hands of the server. From here on it is begun whatever happens. */
export async function insertRun({ prisma }: Database, next: NewRun, serverId: string): Promise<Run> {
  const { runId, workflow, chosen, definition, record, input, idempotencyKey, requestHash = null, priority = 0 } = next
  const hash = definitionHash(definition)
  const [, run] = await prisma.$transaction([
    // not an upsert, which fails when another server writes the same at the same time
    prisma.$executeRaw`INSERT INTO definition (hash, content) VALUES (${hash}, ${JSON.stringify(definition)}::jsonb) ON CONFLICT (hash) DO NOTHING`,
    prisma.run.create({
      data: {
        id: runId, workflowId: workflow.id, workflowName: workflow.name, workflowTitle: workflow.title, definitionHash: hash, contentHash: (chosen?.version ?? workflow).contentHash,
        version: chosen?.version.number ?? null, environment: chosen?.environment ?? null, canary: chosen?.canary ?? false, ownerId: serverId, fence: 1,
        status: 'running', input: input as object, steps: countSteps(runningDefinition(definition, record).document), idempotencyKey, requestHash, priority,
        ...columnsOfTrial(record), ...columnsOfCause(next),
      },
    }),
  ])
  return run
}

/** P2002: the key has a run already. */
export function isKeyTaken(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002'
}

/** Why there is such a run. */
function columnsOfCause({ origin, trigger, trace }: Pick<NewRun, 'origin' | 'trigger' | 'trace'>): { readonly triggerId?: string; readonly triggerName?: string; readonly originRunId?: string; readonly origin?: object; readonly trace?: object } {
  return { ...(trigger ? { triggerId: trigger.id, triggerName: trigger.name } : {}), ...(origin ? { originRunId: origin.runId, origin: { ...origin } } : {}), ...(trace ? { trace: { ...trace } } : {}) }
}

/** What lists tell of a trial. */
function columnsOfTrial(record: TrialRecord | null): { readonly fixture?: string | null; readonly target?: string | null; readonly trial?: object } {
  return record === null ? {} : { fixture: record.trial.fixture, target: record.trial.part?.target ?? null, trial: record }
}
