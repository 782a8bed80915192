import type { RunError, RunStatus, RunWait } from '@eddy/engine'
import type { Json, Trial, WorkflowDocument } from '@eddy/workflow'

/** A run as lists show it; times are ISO 8601. */
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
  /** The fixture that it was run with; such a run is none of the workflow as it is. */
  readonly fixture: string | null
  /** The step that only a part of the workflow was run for. */
  readonly target: string | null
  /** The published version that it runs; null for a draft. */
  readonly version?: number | null
  /** The environment that chose it, and whether as a canary. */
  readonly environment?: string | null
  readonly canary?: boolean
  /** The run that it began from, and how. */
  readonly origin?: RunOrigin | null
  /** The trigger that has started it, which may be gone. */
  readonly trigger?: { readonly id: string; readonly name: string } | null
  /** False: it waits for its turn. */
  readonly begun?: boolean
  /** What it waits for, where the server knows it. */
  readonly waits?: RunWait | null
  /** Nothing drives it though nothing holds it up. */
  readonly stuck?: { readonly since: string; readonly why: string } | null
}

export interface RunOrigin {
  readonly runId: string
  readonly how: 'again' | 'retry' | 'restart' | 'child'
  readonly from?: string
  /** The path of the step that started it. */
  readonly step?: string
  readonly kept: number
  readonly version: 'recorded' | 'current'
  readonly edited: boolean
}

/** A run with the document it was started from. */
export interface RunDetail extends RunRow {
  readonly document: WorkflowDocument
  /** The workflows that it composes, by reference, as they were when the run started. */
  readonly composed: { readonly [reference: string]: WorkflowDocument }
  readonly input: Json
  readonly value: Json | null
  readonly lastSeq: number
  /** What is pinned, and what part is run; null for a run of the workflow as it is. */
  readonly trial: Trial | null
  readonly contentHash?: string
  /** Runs that began from this one. */
  readonly successors?: readonly RunRow[]
}

/** An input of a template that is known to lead somewhere: to success, or to a rollback worth seeing. */
export interface Sample {
  readonly title: string
  readonly input: Json
  readonly expect: RunStatus
}
