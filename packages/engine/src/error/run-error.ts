import type { Json } from '@eddy/workflow'

/** Why a step or a run failed, as it stands in events, results and on the screen. `code` is listed in docs/reference/errors.md. */
export interface RunError {
  readonly code: string
  readonly message: string
  readonly step?: string
  readonly attempt?: number
  readonly retryable: boolean
  readonly cause?: RunError
  readonly details?: Json
}
