import type { RunStatus, StepStatus } from '@eddy/engine'
import type { Json, PastRun, Trial } from '@eddy/workflow'

/** How one step of a past run stands. Large values are named: `{ "$blob": hash, "bytes": n }`. */
export interface PastStepView {
  readonly status: StepStatus
  readonly value?: Json
  readonly error?: { readonly code: string; readonly message: string }
  readonly undone: boolean
  readonly by?: string
}

/** The run that the editor shows the results of. */
export interface PastView {
  readonly run: PastRunRow
  readonly trial: Trial | null
  readonly steps: { readonly [path: string]: PastStepView }
  readonly past: PastRun
  /** The newest event that is in it. */
  readonly lastSeq: number
}

export interface PastRunRow {
  readonly id: string
  readonly status: RunStatus
  readonly startedAt: string
  readonly fixture: string | null
  readonly target: string | null
}
