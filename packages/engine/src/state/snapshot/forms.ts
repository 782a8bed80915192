import type { Json } from '@eddy/workflow'
import type { RunError } from '../../error/run-error.ts'
import type { StreamReference } from '../../port/step-executor.ts'
import type { Doubt, Duty } from '../duty.ts'
import type { StepStatus } from '../status.ts'

// What the parts of a state look like as JSON. What is left out is as in a step that has succeeded in its first attempt, and as in a
// scope that has just been opened: of most steps little more is left than their values. Steps are named by their number: the order in
// which they stand in the snapshot. Each class makes and reads its own form. Lists that may be long are made while they are written.

export interface StepForm {
  readonly index: number
  status?: StepStatus
  attempt?: number
  occupying?: true
  duty?: Duty
  waiting?: number
  retries?: number
  undoAttempt?: number
  arguments?: { readonly [name: string]: Json }
  value?: Json
  completion?: number
  own?: OwnForm
  container?: ContainerForm
}

/** What most steps never have. */
export interface OwnForm {
  readonly attemptGroup: number
  readonly groupsUsed: number
  readonly error?: RunError | undefined
  readonly doubt?: Doubt | undefined
  readonly mended?: true
  readonly repeated?: true
}

export interface TableForm {
  readonly ordinal: number
  /** What steps wait for that have not been made; left out where none has changed. */
  readonly waiting?: readonly number[]
  /** Of the steps that were let go, in the order of their indexes. */
  readonly values?: Iterable<Json>
  readonly made: Iterable<StepForm>
}

export interface ScopeForm {
  readonly table: TableForm
  /** Left out where none does. */
  remaining?: number
  /** Of its plan among those of its owner. */
  branch?: number
  index?: number
  /** Left out where it stands among the elements of its owner. */
  element?: Json | undefined
  firstGroup?: number
  readonly failing?: RunError | undefined
  rollingBack?: true
  undoable?: true
}

export interface ContainerForm {
  readonly scopes: Iterable<ScopeForm>
  readonly kept: Iterable<ScopeForm>
  /** Left out where they are the step's own argument. */
  readonly elements?: readonly Json[]
  readonly stream?: { readonly reference: StreamReference; readonly pulling: boolean; readonly ended: boolean; readonly error?: RunError | undefined }
  readonly opened: number
  readonly settled: number
  readonly failures: number
  readonly results: ResultsForm
  readonly accumulator: Json
  readonly deadLetters: readonly { readonly index: number; readonly element: Json; readonly error: RunError }[]
  readonly groups: number
  readonly failure?: RunError | undefined
  readonly winner: number | null
}

/** A list as long as `length`; at `gaps`, and behind `values`, there is nothing. */
export interface ResultsForm {
  readonly length: number
  readonly values: Iterable<Json>
  readonly gaps: readonly number[]
}
