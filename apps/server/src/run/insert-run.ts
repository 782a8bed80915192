import type { KeptResults } from '@eddy/engine'
import type { Json } from '@eddy/workflow'
import { type Prisma, type Database, type Run, type Workflow } from '../db/index.ts'
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

/** Of a run that nobody has had in hand before. */
export const FIRST_FENCE = 1

/** Writes the row of an accepted run, in the hands of the server. From here on it is begun whatever happens. */
export async function insertRun(db: Database, next: NewRun, serverId: string): Promise<Run> {
  const run = newRow(next, serverId)
  const startedAt = await insert(db, { run, values: COLUMNS.map(([, of, kind]) => (kind === 'json' ? json(of(run)) : of(run))), definition: next.definition })
  return { ...run, startedAt }
}

/** P2002 and 23505: the key has a run already. */
export function isKeyTaken(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && (error.code === 'P2002' || error.code === '23505')
}

/** The row of a run that is about to begin. */
export function newRow(next: NewRun, serverId: string): Omit<Run, 'startedAt'> {
  const { runId, workflow, chosen, record, input, idempotencyKey, requestHash = null, priority = 0 } = next
  return {
    id: runId, workflowId: workflow.id, workflowName: workflow.name, workflowTitle: workflow.title, definitionHash: definitionHash(next.definition), contentHash: (chosen?.version ?? workflow).contentHash,
    version: chosen?.version.number ?? null, environment: chosen?.environment ?? null, canary: chosen?.canary ?? false, ownerId: serverId, fence: FIRST_FENCE,
    status: 'running', input: input as Prisma.JsonValue, steps: countSteps(runningDefinition(next.definition, record).document), idempotencyKey, requestHash, priority,
    endedAt: null, value: null, error: null, undone: 0, leftInPlace: 0, lastSeq: 0, durationMs: null, fingerprint: null, stuckAt: null, stuckReason: null,
    ...columnsOfTrial(record), ...columnsOfCause(next),
  }
}

/** The columns that a new run fills; what stays as the database has it is left out. */
const COLUMNS: readonly (readonly [name: string, of: (run: Omit<Run, 'startedAt'>) => unknown, kind?: 'json'])[] = [
  ['id', ({ id }) => id], ['workflow_id', ({ workflowId }) => workflowId], ['workflow_name', ({ workflowName }) => workflowName], ['workflow_title', ({ workflowTitle }) => workflowTitle],
  ['definition_hash', (run) => run.definitionHash], ['content_hash', (run) => run.contentHash], ['version', ({ version }) => version], ['environment', ({ environment }) => environment], ['canary', ({ canary }) => canary],
  ['owner_id', ({ ownerId }) => ownerId], ['fence', ({ fence }) => fence], ['status', ({ status }) => status], ['input', ({ input }) => input, 'json'], ['steps', ({ steps }) => steps],
  ['idempotency_key', ({ idempotencyKey }) => idempotencyKey], ['request_hash', ({ requestHash }) => requestHash], ['priority', ({ priority }) => priority],
  ['fixture', ({ fixture }) => fixture], ['target', ({ target }) => target], ['trial', ({ trial }) => trial, 'json'],
  ['trigger_id', ({ triggerId }) => triggerId], ['trigger_name', ({ triggerName }) => triggerName], ['origin_run_id', ({ originRunId }) => originRunId], ['origin', ({ origin }) => origin, 'json'], ['trace', ({ trace }) => trace, 'json'],
]

/** The names of those columns, and what a row has in them, as the database's own `run` reads it from JSON: for statements that write many. */
export const RUN_COLUMNS = COLUMNS.map(([name]) => name)

export function columnsOfRun(run: Omit<Run, 'startedAt'>): object {
  return Object.fromEntries(COLUMNS.map(([name, of]) => [name, of(run)]))
}

const INSERT_RUN = `INSERT INTO run (${RUN_COLUMNS.join()}) VALUES (${COLUMNS.map((_, at) => `$${at + 1}`).join()}) RETURNING started_at`
// a definition that another server writes at the same time is the same
const INSERT_BOTH = `WITH defined AS (INSERT INTO definition (hash, content) VALUES ($5, $${COLUMNS.length + 1}::jsonb) ON CONFLICT (hash) DO NOTHING) ${INSERT_RUN}`

/** Definitions that the database had when they were last looked at; they go with the runs of them. */
const stored = new WeakMap<Database['pool'], Set<string>>()
const MOST_KNOWN = 10_000

interface Inserted {
  readonly run: Pick<Run, 'definitionHash'>
  readonly values: readonly unknown[]
  readonly definition: Definition
}

/** A definition may be large: it is sent when the database may not have it. */
async function insert({ pool }: Database, { run: { definitionHash: hash }, values, definition }: Inserted): Promise<Date> {
  const known = stored.get(pool) ?? new Set()
  stored.set(pool, known)
  try {
    if (known.has(hash)) return await startedAt(pool.query<Started>(INSERT_RUN, [...values]))
  } catch (error) {
    if (!isDefinitionGone(error)) throw error
  }
  const at = await startedAt(pool.query<Started>(INSERT_BOTH, [...values, JSON.stringify(definition)]))
  if (known.size >= MOST_KNOWN) known.clear()
  known.add(hash)
  return at
}

interface Started {
  readonly started_at: Date
}

async function startedAt(inserted: Promise<{ readonly rows: readonly Started[] }>): Promise<Date> {
  const [row] = (await inserted).rows
  if (row === undefined) throw new Error('the database has not taken a run, and does not say why')
  return row.started_at
}

/** Pruned with the last of its runs. */
function isDefinitionGone(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === '23503' && 'constraint' in error && error.constraint === 'run_definition_hash_fkey'
}

function json(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value)
}

/** Why there is such a run. */
function columnsOfCause({ origin, trigger, trace }: Pick<NewRun, 'origin' | 'trigger' | 'trace'>): Pick<Run, 'triggerId' | 'triggerName' | 'originRunId' | 'origin' | 'trace'> {
  return { triggerId: trigger?.id ?? null, triggerName: trigger?.name ?? null, originRunId: origin?.runId ?? null, origin: origin === undefined ? null : { ...origin }, trace: trace === undefined ? null : { ...trace } }
}

/** What lists tell of a trial. */
function columnsOfTrial(record: TrialRecord | null): Pick<Run, 'fixture' | 'target' | 'trial'> {
  // plain data
  return { fixture: record?.trial.fixture ?? null, target: record?.trial.part?.target ?? null, trial: record as unknown as Prisma.JsonValue }
}
