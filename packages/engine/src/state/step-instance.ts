import type { Json } from '@eddy/workflow'
import type { RunError } from '../error/run-error.ts'
import type { EventData } from '../event/event.ts'
import type { StepPlan } from '../plan/plan.ts'
import type { ContainerState } from './container-state.ts'
import type { ScopeInstance } from './scope-instance.ts'
import { isSettled, type StepStatus } from './status.ts'
import type { StepTable } from './step-table.ts'

/** `rerun`: an attempt in doubt that is carried out again only to learn what there is to undo. `next`: what follows a round. */
export type Duty = 'run' | 'rerun' | 'judge' | 'compensate' | 'check' | 'undo' | 'next'

/** Why nothing is known of an attempt. */
export type Doubt = Pick<EventData['step.interrupted'], 'cause' | 'error'>

/** The attempts of most steps all aim at one effect. */
export const FIRST_GROUP = 1

/** What most steps never have. */
class Particulars {
  attemptGroup = FIRST_GROUP
  error: RunError | undefined = undefined
  container: ContainerState | undefined = undefined
  waiters: StepInstance[] | undefined = undefined
  siblings: StepTable | undefined = undefined
  standsFor: StepInstance | undefined = undefined
  emission: Emission | undefined = undefined
  emittedBy: StepInstance | undefined = undefined
  groupsUsed = 0
  mended = false
  doubt: Doubt | undefined = undefined
  repeated = false
}

/** Stands for all that have none of their own; never written to. */
const NONE: Particulars = Object.freeze(new Particulars())

/** A step in a running scope. Mutable, owned by the one fold that made it. Small: a run may have a hundred thousand. */
export class StepInstance {
  // declared only: fields that the constructor sets would be written twice otherwise
  declare plan: StepPlan
  declare readonly scope: ScopeInstance
  /** Order of creation over the whole run: ties in the ready queue. */
  declare ordinal: number
  status: StepStatus = 'idle'
  /** A host has taken up its attempt, which the log does not show yet: not part of the log. */
  claimed = false
  /** Holds one of the run's slots. */
  occupying = false
  /** What a host performs for it now; null between performances. */
  duty: Duty | null = null
  /** Dependencies that have not settled. */
  waiting = 0
  /** Attempts started. */
  attempt = 0
  /** Retries spent of `retry.max` (R1). */
  retries = 0
  /** Attempts of its undo. */
  undoAttempt = 0
  arguments: { readonly [name: string]: Json } | undefined = undefined
  value: Json | undefined = undefined
  /** Its place in the order of completion; 0 when it is not on the undo stack. */
  completion = 0
  /** Neighbours among the performing (`PerformingSteps`). */
  previous: StepInstance | undefined = undefined
  next: StepInstance | undefined = undefined
  /** What a host keeps with the step while it performs it; not part of the log. */
  performance: object | undefined = undefined
  #path: string | undefined = undefined
  /** Its own, or those that stand for none. */
  #particulars: Particulars = NONE

  constructor(plan: StepPlan, scope: ScopeInstance, ordinal: number) {
    this.plan = plan
    this.scope = scope
    this.ordinal = ordinal
    if (scope.firstGroup > 1) this.attemptGroup = scope.firstGroup
  }

  get path(): string {
    if (this.scope.owner === null) return this.plan.step.name
    this.#path ??= this.scope.prefix + this.plan.step.name
    return this.#path
  }

  /** It has a value: dependents may go on. */
  get settled(): boolean {
    return isSettled(this.status)
  }

  /** It has nothing that most steps never have. */
  get ordinary(): boolean {
    return this.#particulars === NONE
  }

  /** It has its value from its first attempt, leaves nothing to undo, and nobody waits for it beyond its plan: a `StepTable` may let it go. */
  get forgettable(): boolean {
    return this.status === 'succeeded' && this.attempt === 1 && this.completion === 0 && this.duty === null && this.#particulars === NONE
  }

  /** As it was when it was let go. */
  restore(value: Json): void {
    this.status = 'succeeded'
    this.attempt = 1
    this.value = value
  }

  /** Becomes the step of another element of the same map, as if it had just been made. Only where it was forgettable. */
  renew(ordinal: number, waiting: number): void {
    this.ordinal = ordinal
    this.status = 'idle'
    this.waiting = waiting
    this.attempt = 0
    this.arguments = undefined
    this.value = undefined
    this.#path = undefined
  }

  /** Raised when a compensation has cleaned up: the next attempt aims at a new effect (R5). */
  get attemptGroup(): number {
    return this.#particulars.attemptGroup
  }

  set attemptGroup(group: number) {
    this.#own().attemptGroup = group
  }

  get error(): RunError | undefined {
    return this.#particulars.error
  }

  set error(error: RunError | undefined) {
    if (error !== undefined || this.#particulars !== NONE) this.#own().error = error
  }

  /** Only of a container that has started. */
  get container(): ContainerState | undefined {
    return this.#particulars.container
  }

  set container(container: ContainerState | undefined) {
    if (container !== undefined || this.#particulars !== NONE) this.#own().container = container
  }

  /** Steps that wait for this one beyond its plan: of inner scopes, and emitted ones. */
  get waiters(): StepInstance[] | undefined {
    return this.#particulars.waiters
  }

  set waiters(waiters: StepInstance[] | undefined) {
    this.#own().waiters = waiters
  }

  /** Where the indexes of its plan lead: the steps of its scope, or those emitted with it. */
  get siblings(): StepTable {
    return this.#particulars.siblings ?? this.scope.steps
  }

  set siblings(siblings: StepTable) {
    this.#own().siblings = siblings
  }

  /** The step whose dependents it sets free when it has its value, when it has taken over a name. */
  get standsFor(): StepInstance | undefined {
    return this.#particulars.standsFor
  }

  set standsFor(step: StepInstance | undefined) {
    this.#own().standsFor = step
  }

  get emission(): Emission | undefined {
    return this.#particulars.emission
  }

  set emission(emission: Emission | undefined) {
    this.#own().emission = emission
  }

  get emittedBy(): StepInstance | undefined {
    return this.#particulars.emittedBy
  }

  set emittedBy(step: StepInstance | undefined) {
    this.#own().emittedBy = step
  }

  /** Of a container that is tried again: the highest attempt group inside so far. */
  get groupsUsed(): number {
    return this.#particulars.groupsUsed
  }

  set groupsUsed(group: number) {
    this.#own().groupsUsed = group
  }

  /** It has its value from a rule or handler, after a failure. */
  get mended(): boolean {
    return this.#particulars.mended
  }

  set mended(mended: boolean) {
    this.#own().mended = mended
  }

  /** Why its last attempt in doubt was. */
  get doubt(): Doubt | undefined {
    return this.#particulars.doubt
  }

  set doubt(doubt: Doubt | undefined) {
    this.#own().doubt = doubt
  }

  /** It was made again in doubt, to learn what there is to undo: that is done once. */
  get repeated(): boolean {
    return this.#particulars.repeated
  }

  set repeated(repeated: boolean) {
    this.#own().repeated = repeated
  }

  /** A method, not an accessor: private accessors are a call into the engine of the language each time. */
  #own(): Particulars {
    if (this.#particulars === NONE) this.#particulars = new Particulars()
    return this.#particulars
  }
}

/** What goes before the names of steps in a scope of that owner: `each[3].`; empty at the top. `index` below 0: a scope that stands alone. */
export function pathIn(owner: StepInstance | null, index: number): string {
  return owner === null ? '' : `${owner.path}${index < 0 ? '' : `[${index}]`}.`
}

/** One key for all attempts of an attempt group of the step at that path (R5). */
export function keyIn(runId: string, path: string, group: number): string {
  return `${runId}/${path}/${group}`
}

/** The steps that a step has emitted. */
export interface Emission {
  readonly steps: readonly StepInstance[]
  /** Why they cannot be planned: the run fails once the emitter's own success is known (S7). */
  readonly error: RunError | undefined
  /** The one that takes the emitter's name. */
  readonly successor: StepInstance | undefined
}
