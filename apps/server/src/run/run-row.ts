import type { RunError, RunStatus } from '@eddy/engine'
import type { Run } from '../db/index.ts'
import type { Standing } from '../queue/standing.ts'
import type { RunOrigin } from './run-origin.ts'

export interface Stuck {
  readonly since: string
  readonly why: string
}

export function stuckOf(run: Pick<Run, 'stuckAt' | 'stuckReason'> | null): Stuck | null {
  return run?.stuckAt ? { since: run.stuckAt.toISOString(), why: run.stuckReason ?? '' } : null
}

/** A run in a list. Times are ISO 8601. */
export interface RunRow {
  readonly id: string
  readonly workflowId: string | null
  readonly workflowName: string
  readonly workflowTitle: string | null
  readonly status: RunStatus
  readonly startedAt: string
  readonly endedAt: string | null
  readonly steps: number
  readonly error: RunError | null
  readonly undone: number
  readonly left: number
  /** The published version that it runs; null for a draft. */
  readonly version: number | null
  readonly environment: string | null
  readonly canary: boolean
  /** Milliseconds from start to end; null while it is under way. */
  readonly durationMs: number | null
  /** The same for runs that failed for the same reason. */
  readonly fingerprint: string | null
  /** The fixture that it was run with. */
  readonly fixture: string | null
  /** The step that only a part of the workflow was run for. */
  readonly target: string | null
  /** The run that it began from. */
  readonly origin: RunOrigin | null
  /** The trigger that has started it, which may be gone. */
  readonly trigger: { readonly id: string; readonly name: string } | null
  /** False: it waits for its turn, and nothing of it has been done. */
  readonly begun: boolean
  /** Nothing drives it though nothing holds it up: since when, and what was found. */
  readonly stuck: Stuck | null
  /** What it waits for until then, where the server that was asked knows it. */
  readonly waits: Standing | null
}

export function runRow(run: Omit<Run, 'input' | 'value' | 'trial'>, waits: Standing | null = null): RunRow {
  return {
    id: run.id,
    workflowId: run.workflowId,
    workflowName: run.workflowName,
    workflowTitle: run.workflowTitle,
    // only the store writes these two columns
    status: run.status as RunStatus,
    error: run.error as RunError | null,
    startedAt: run.startedAt.toISOString(),
    endedAt: run.endedAt?.toISOString() ?? null,
    steps: run.steps,
    undone: run.undone,
    left: run.leftInPlace,
    version: run.version,
    environment: run.environment,
    canary: run.canary,
    durationMs: run.durationMs,
    fingerprint: run.fingerprint,
    fixture: run.fixture,
    target: run.target,
    origin: run.origin as RunOrigin | null,
    trigger: run.triggerId === null ? null : { id: run.triggerId, name: run.triggerName ?? run.triggerId },
    begun: run.lastSeq > 0,
    stuck: stuckOf(run),
    waits,
  }
}
