import type { Json } from '@eddy/workflow'
import type { RunError } from '../error/run-error.ts'
import type { ScopePlan, StepPlan } from '../plan/plan.ts'
import type { StreamReference } from '../port/step-executor.ts'
import type { Doubt, Duty } from './duty.ts'
import type { OpenScopes } from './open-scopes.ts'
import type { ScopeForm, StepForm, TableForm } from './snapshot/forms.ts'
import type { StepStatus } from './status.ts'

// The tree of a run: a scope has a table of its steps, a step that is a container keeps what it has opened, and that is scopes again. The four are
// made of each other, so that what they are stands in one file; how each is kept, in a file of its own.

/** A step in a running scope. Mutable, owned by the one fold that made it. */
export interface StepInstance {
  plan: StepPlan
  readonly scope: ScopeInstance
  /** Order of creation over the whole run: ties in the ready queue. */
  ordinal: number
  status: StepStatus
  /** A host has taken up its attempt, which the log does not show yet: not part of the log. */
  claimed: boolean
  /** Holds one of the run's slots. */
  occupying: boolean
  /** What a host performs for it now; null between performances. */
  duty: Duty | null
  /** Dependencies that have not settled. */
  waiting: number
  /** Attempts started. */
  attempt: number
  /** Retries spent of `retry.max` (R1). */
  retries: number
  /** Attempts of its undo. */
  undoAttempt: number
  arguments: { readonly [name: string]: Json } | undefined
  value: Json | undefined
  /** Its place in the order of completion; 0 when it is not on the undo stack. */
  completion: number
  /** Neighbours among the performing (`PerformingSteps`). */
  previous: StepInstance | undefined
  next: StepInstance | undefined
  /** What a host keeps with the step while it performs it; not part of the log. */
  performance: object | undefined
  readonly path: string
  /** It has a value: dependents may go on. */
  readonly settled: boolean
  /** It has nothing that most steps never have. */
  readonly ordinary: boolean
  /** It has its value from its first attempt, leaves nothing to undo, and nobody waits for it beyond its plan: a `StepTable` may let it go. */
  readonly forgettable: boolean
  /** Raised when a compensation has cleaned up: the next attempt aims at a new effect (R5). */
  attemptGroup: number
  error: RunError | undefined
  /** Only of a container that has started. */
  container: ContainerState | undefined
  /** Steps that wait for this one beyond its plan: of inner scopes, and emitted ones. */
  waiters: StepInstance[] | undefined
  /** Where the indexes of its plan lead: the steps of its scope, or those emitted with it. */
  siblings: StepTable
  /** The step whose dependents it sets free when it has its value, when it has taken over a name. */
  standsFor: StepInstance | undefined
  emission: Emission | undefined
  emittedBy: StepInstance | undefined
  /** Of a container that is tried again: the highest attempt group inside so far. */
  groupsUsed: number
  /** It has its value from a rule or handler, after a failure. */
  mended: boolean
  /** Why its last attempt in doubt was. */
  doubt: Doubt | undefined
  /** It was made again in doubt, to learn what there is to undo: that is done once. */
  repeated: boolean
  /** What a snapshot says of it, but for its container and for what names other steps. */
  readonly form: StepForm
  /** Becomes what a snapshot says of it. */
  takeForm(form: StepForm): void
  /** As it was when it was let go. */
  restore(value: Json): void
  /** Becomes the step of another element of the same map, as if it had just been made. Only where it was forgettable. */
  renew(ordinal: number, waiting: number): void
}

/** The steps that a step has emitted. */
export interface Emission {
  readonly steps: readonly StepInstance[]
  /** Why they cannot be planned: the run fails once the emitter's own success is known (S7). */
  readonly error: RunError | undefined
  /** The one that takes the emitter's name. */
  readonly successor: StepInstance | undefined
}

/** A scope in a run: the top level, a branch, a group's inside, one element of a map, a round, a composed workflow. */
export interface ScopeInstance {
  plan: ScopePlan
  readonly owner: StepInstance | null
  /** The name of a lane beside the forward one, `failure`; empty in the forward part. */
  readonly lane: string
  /** The forward part that a lane looks back on. */
  readonly forward: ScopeInstance | null
  /** The index of an element, round or racing branch; -1 for scopes that stand alone. */
  index: number
  element: Json | undefined
  /** The inputs that its steps see. */
  readonly inputs: { readonly [name: string]: Json }
  /** False: nothing inside comes on the undo stack (U5). */
  readonly reversible: boolean
  /** In the order of the plan, emitted ones behind. */
  steps: StepTable
  /** The attempt group of its steps to begin with: what is tried again after a rollback aims at new effects (R5). */
  readonly firstGroup: number
  /** Emitted steps, by name; where a name is emitted again, the latest. */
  emitted: Map<string, StepInstance> | undefined
  /** Emitters whose name another step has taken over, by name and attempt. */
  retired: Map<string, StepInstance> | undefined
  /** Steps not yet settled. */
  remaining: number
  /** Why it is being taken down on its own (U6). */
  failing: RunError | undefined
  rollingBack: boolean
  /** A step inside can be undone, or may yet have to be. */
  undoable: boolean
  /** The next in its bucket (`OpenScopes`). */
  behind: ScopeInstance | undefined
  /** All of its steps have succeeded, and left nothing but values: nobody will look at it again. O(its steps). */
  readonly spent: boolean
  /** With its dot: `each[3].`; empty at the top. */
  readonly prefix: string
  /** `trip` for a group's inside, `each[3]` for an element. */
  readonly path: string
  /** What a snapshot says of it; undefined where it has what no snapshot tells: steps that were emitted, or that are not of its plan any more. `stepForm`: of each step that has been made, in their order. */
  formOf(stepForm: (step: StepInstance) => StepForm): ScopeForm | undefined
  /** Becomes what a snapshot says of it; `taken` is told of each step that is made for it, in their order. */
  takeForm(form: ScopeForm, taken: (step: StepInstance, form: StepForm) => void): void
  /** Becomes the scope of another element of the same map, as if it had just been opened. Only once it is spent. */
  renew(index: number, element: Json, ordinal: number): void
}

/** The steps of a scope, or those that were emitted together, by their index in the plan. Going through them makes those that were not there yet. */
export interface StepTable extends Iterable<StepInstance> {
  /** What the indexes are of. */
  readonly plan: ScopePlan
  readonly size: number
  /** Its steps are those of a scope whose steps have all succeeded; whether nothing but their values can matter again. O(steps). */
  readonly spent: boolean
  at(index: number): StepInstance | undefined
  /** One of the steps that it waits for has settled; answers it when that was the last. */
  release(index: number): StepInstance | undefined
  /** The value of a step that has settled; undefined where it has not. */
  resultOf(index: number): Json | undefined
  /** The value that a step has had, whatever has become of it since. */
  valueAt(index: number): Json | undefined
  /** Nothing but its value can matter again. */
  letGo(step: StepInstance): void
  /** As of a scope; undefined where it has steps that are not, or no longer, of its plan. */
  formOf(stepForm: (step: StepInstance) => StepForm): TableForm | undefined
  takeForm(form: TableForm, taken: (step: StepInstance, form: StepForm) => void): void
  /** Becomes the table of a scope that has just been opened. The instances that are there become its steps (only once it is spent). */
  renew(ordinal: number): void
  /** Puts an instance of an earlier table in the place of the step of that index. */
  put(index: number, step: StepInstance): void
  /** Adds a step behind those of the plan. */
  add(step: StepInstance): void
  /** Takes out a step that was added. */
  remove(step: StepInstance): void
}

/** What a container that has started keeps. */
export interface ContainerState {
  /** Inner scopes at work, by index (0 where there is one). */
  readonly scopes: OpenScopes<ScopeInstance>
  /** Inner scopes that have ended and can still be undone. */
  readonly kept: Map<number, ScopeInstance>
  /** The elements of a list. */
  elements: readonly Json[]
  /** The source of a stream: elements come one by one. */
  stream: StreamState | null
  /** Elements, rounds or branches opened so far. */
  opened: number
  /** How many of them have ended. */
  settled: number
  failures: number
  /** Results by index, or as they came; undefined: left out. */
  results: (Json | undefined)[]
  /** What a fold has come to. */
  accumulator: Json
  readonly deadLetters: { readonly index: number; readonly element: Json; readonly error: RunError }[]
  /** The highest attempt group that something inside has been raised to. */
  groups: number
  /** It is tried again, after so many milliseconds, once what it has done is undone. */
  again: number | null
  /** Its own failure, which none of its scopes has brought about: they are taken down, then it is judged. */
  failure: RunError | undefined
  /** The index of the branch that has won a race. */
  winner: number | null
}

export interface StreamState {
  readonly reference: StreamReference
  /** A host has been asked for the next element. */
  pulling: boolean
  /** No element follows. */
  ended: boolean
  /** Why it has broken off. */
  error: RunError | undefined
}
