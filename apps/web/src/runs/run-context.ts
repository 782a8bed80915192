import type { RunReading, RunStore } from './run-store.ts'
import type { RunDetail } from './run-types.ts'
import type { StepNames } from './step-names.ts'

/** What every part of the run page is given. `store` is the run as it is known, to act on. */
export interface RunContext {
  readonly detail: RunDetail
  readonly store: RunStore
  readonly names: StepNames
}

/** For the parts that show a moment: the run as at the playhead. */
export interface MomentContext extends RunContext {
  readonly reading: RunReading
}
