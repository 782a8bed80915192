import type { AwaitedSignal } from './awaited-signals.ts'
import type { MomentContext } from './run-context.ts'
import type { RunVerb } from './run-verb.ts'

/** What the dialog of a verb is given. */
export interface AskedVerb extends MomentContext {
  readonly asked: RunVerb
  readonly signals: readonly AwaitedSignal[]
  /** Why it can no longer be done, when the run has moved on since it was asked. */
  readonly gone?: string | undefined
  readonly onClose: () => void
}
