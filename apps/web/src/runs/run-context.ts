import type { RunStore } from './run-store.ts'
import type { RunDetail } from './run-types.ts'
import type { StepNames } from './step-names.ts'

/** What every part of the run page is given. */
export interface RunContext {
  readonly detail: RunDetail
  readonly store: RunStore
  readonly names: StepNames
}
