import type { KeptResults } from '@eddy/engine'
import type { Json } from '@eddy/workflow'
import type { Prisma, Run, Workflow } from '../db/index.ts'
import type { Chosen } from '../version/chosen-version.ts'
import { countSteps, definitionHash, type Definition } from './definition.ts'
import type { DraftMark } from './known-drafts.ts'
import type { TraceContext } from '../trace/trace-context.ts'
import { driverSql } from './run-driver.ts'
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
  /** It is written only while the draft is still this one. */
  readonly onlyOf?: DraftMark
  /** Results that it takes over. */
  readonly kept?: KeptResults
}

/** Of a run that nobody has had in hand before. */
export const FIRST_FENCE = 1

/** The row of a run that is about to begin. */
export function newRow(next: NewRun, serverId: string): Omit<Run, 'startedAt'> {
  const { runId, workflow, chosen, record, input, idempotencyKey, requestHash = null, priority = 0 } = next
  return {
    id: runId, workflowId: workflow.id, workflowName: workflow.name, workflowTitle: workflow.title, definitionHash: definitionHash(next.definition), contentHash: (chosen?.version ?? workflow).contentHash,
    version: chosen?.version.number ?? null, environment: chosen?.environment ?? null, canary: chosen?.canary ?? false, ownerId: serverId, fence: FIRST_FENCE,
    status: 'running', input: input as Prisma.JsonValue, steps: countSteps(runningDefinition(next.definition, record).document), idempotencyKey, requestHash, priority,
    endedAt: null, value: null, error: null, undone: 0, leftInPlace: 0, lastSeq: 0, durationMs: null, fingerprint: null, driver: null, stuckAt: null, stuckReason: null,
    ...columnsOfTrial(record), ...columnsOfCause(next),
  }
}

/** The columns that a new run fills; what stays as the database has it is left out. */
const COLUMNS: readonly (readonly [name: string, of: (run: Omit<Run, 'startedAt'>) => unknown])[] = [
  ['id', ({ id }) => id], ['workflow_id', ({ workflowId }) => workflowId], ['workflow_name', ({ workflowName }) => workflowName], ['workflow_title', ({ workflowTitle }) => workflowTitle],
  ['definition_hash', (run) => run.definitionHash], ['content_hash', (run) => run.contentHash], ['version', ({ version }) => version], ['environment', ({ environment }) => environment], ['canary', ({ canary }) => canary],
  ['owner_id', ({ ownerId }) => ownerId], ['fence', ({ fence }) => fence], ['status', ({ status }) => status], ['input', ({ input }) => input], ['steps', ({ steps }) => steps],
  ['idempotency_key', ({ idempotencyKey }) => idempotencyKey], ['request_hash', ({ requestHash }) => requestHash], ['priority', ({ priority }) => priority],
  ['fixture', ({ fixture }) => fixture], ['target', ({ target }) => target], ['trial', ({ trial }) => trial],
  ['trigger_id', ({ triggerId }) => triggerId], ['trigger_name', ({ triggerName }) => triggerName], ['origin_run_id', ({ originRunId }) => originRunId], ['origin', ({ origin }) => origin], ['trace', ({ trace }) => trace],
]

const NAMES = COLUMNS.map(([name]) => name).filter((name) => name !== 'status')

/** Where a statement that writes runs finds what it needs: parameters, each a JSON list. */
export interface RunsWritten {
  /** The rows, of `columnsOfRun`, with `started_at`. */
  readonly runs: string
  /** How far those are that have begun (`Commit.rows`), and their events. */
  readonly rows: string
  readonly events: string
  /** Which of the rows are written. */
  readonly only?: string
  readonly onConflict?: string
}

/** The part of a statement that writes runs, with what those have done that have begun: `begun` has the ids of those that are new, and when they were started. */
export function runsWritten({ runs, rows, events, only = '', onConflict = '' }: RunsWritten): string {
  return `begun AS (
  INSERT INTO run (${NAMES.join()}, status, last_seq, started_at, ended_at, duration_ms, value, error, undone, left_in_place, fingerprint, driver)
  SELECT ${NAMES.map((name) => `r.${name}`).join()}, coalesce(p.status, r.status), coalesce(p.last_seq, 0), r.started_at, to_timestamp(p.ended / 1000.0),
    CASE WHEN p.ended IS NOT NULL THEN greatest(0, p.ended - extract(epoch FROM r.started_at) * 1000) END, p.value, p.error, coalesce(p.undone, 0), coalesce(p.left_in_place, 0), p.fingerprint,
    ${driverSql({ status: 'p.status', owner: 'r.owner_id' })}
  FROM json_populate_recordset(null::run, ${runs}::json) r ${only}
  LEFT JOIN json_to_recordset(${rows}::json) AS p(id text, status text, last_seq int, ended double precision, value jsonb, error jsonb, undone int, left_in_place int, fingerprint text) ON p.id = r.id
  ${onConflict && 'ORDER BY r.idempotency_key'} ${onConflict} RETURNING id, started_at),
logged AS (
  INSERT INTO run_log (run_id, seq, last, events) SELECT e.run_id, e.seq, e.last, e.events
  FROM json_to_recordset(${events}::json) AS e(run_id text, seq int, last int, events json) JOIN begun ON begun.id = e.run_id)`
}

/** What a row has in the columns that a new run fills, as the database's own `run` reads it from JSON. */
export function columnsOfRun(run: Omit<Run, 'startedAt'>): object {
  return Object.fromEntries(COLUMNS.map(([name, of]) => [name, of(run)]))
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
