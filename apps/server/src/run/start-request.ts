import type { RunOrigin } from './run-origin.ts'
import type { EnvironmentName } from '../version/version-row.ts'
import type { TraceContext } from '../trace/trace-context.ts'
import type { StartedBy } from './new-run.ts'
import type { TrialRequest } from './prepare-trial.ts'
import type { OverrideAsked } from './with-override.ts'

/** What is to be run, and how. */
export interface StartRequest extends TrialRequest {
  readonly workflowId: string
  readonly idempotencyKey?: string | undefined
  /** Halt after each wave of steps. */
  readonly wave?: boolean | undefined
  /** Settings that hold for this run only. */
  readonly override?: OverrideAsked | undefined
  /** A published version by its number, or the one that an environment points at; the draft when both are left out. */
  readonly version?: number | undefined
  readonly environment?: EnvironmentName | undefined
  /** Callers with the same key get the same side of a canary. */
  readonly canaryKey?: string | undefined
  /** The run that asks for it. */
  readonly origin?: RunOrigin | undefined
  readonly trigger?: StartedBy | undefined
  /** The trace that it is started within. */
  readonly trace?: TraceContext | undefined
  /** Higher goes first where runs wait for places. */
  readonly priority?: number | undefined
}
