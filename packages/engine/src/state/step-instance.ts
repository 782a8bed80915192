import type { Json } from '@eddy/workflow'
import type { RunError } from '../error/run-error.ts'
import type { StepPlan } from '../plan/plan.ts'
import type { ContainerState } from './container-state.ts'
import type { ScopeInstance } from './scope-instance.ts'
import type { StepStatus } from './status.ts'

/** `rerun`: an attempt in doubt that is carried out again only to learn what there is to undo. `next`: what follows a round. */
export type Duty = 'run' | 'rerun' | 'judge' | 'compensate' | 'check' | 'undo' | 'next'

/** A step in a running scope. Mutable, owned by the one fold that made it. */
export class StepInstance {
  plan: StepPlan
  readonly scope: ScopeInstance
  /** Order of creation over the whole run: ties in the ready queue. */
  readonly ordinal: number
  status: StepStatus = 'idle'
  /** A host has taken up its attempt, which the log does not show yet: not part of the log. */
  claimed = false
  /** Holds one of the run's slots. */
  occupying = false
  /** What a host performs for it now; null between performances. */
  duty: Duty | null = null
  /** Dependencies that have not settled. */
  waiting: number
  /** Attempts started. */
  attempt = 0
  /** Retries spent of `retry.max` (R1). */
  retries = 0
  /** Raised when a compensation has cleaned up: the next attempt aims at a new effect (R5). */
  attemptGroup = 1
  /** Attempts of its undo. */
  undoAttempt = 0
  arguments: { readonly [name: string]: Json } | undefined = undefined
  value: Json | undefined = undefined
  error: RunError | undefined = undefined
  /** Only of a container that has started. */
  container: ContainerState | undefined = undefined
  /** Steps that wait for this one beyond its plan: of inner scopes, and emitted ones. */
  waiters: StepInstance[] | undefined = undefined
  /** Where the indexes of its plan lead: the steps of its scope, or those emitted with it. */
  siblings: readonly StepInstance[]
  /** The step whose dependents it sets free when it has its value, when it has taken over a name. */
  standsFor: StepInstance | undefined = undefined
  emission: Emission | undefined = undefined
  /** Neighbours among the performing (`PerformingSteps`). */
  previous: StepInstance | undefined = undefined
  next: StepInstance | undefined = undefined
  /** Its place in the order of completion; 0 when it is not on the undo stack. */
  completion = 0
  /** What a host keeps with the step while it performs it; not part of the log. */
  performance: object | undefined = undefined
  #path: string | undefined

  constructor(plan: StepPlan, scope: ScopeInstance, ordinal: number) {
    this.plan = plan
    this.scope = scope
    this.ordinal = ordinal
    this.siblings = scope.steps
    this.waiting = plan.dependsOn.length
    this.#path = scope.owner === null ? plan.step.name : undefined
  }

  get path(): string {
    this.#path ??= this.scope.prefix + this.plan.step.name
    return this.#path
  }
}

/** The steps that a step has emitted. */
export interface Emission {
  readonly steps: readonly StepInstance[]
  /** Why they cannot be planned: the run fails once the emitter's own success is known (S7). */
  readonly error: RunError | undefined
  /** The one that takes the emitter's name. */
  readonly successor: StepInstance | undefined
}
