import type { Json } from '@eddy/workflow'
import type { RunError } from '../error/run-error.ts'
import type { ScopePlan, StepPlan } from '../plan/plan.ts'
import type { StepStatus } from './status.ts'

/** A step in a running scope. Mutable, owned by the one fold that made it. */
export interface StepInstance {
  readonly plan: StepPlan
  readonly scope: ScopeInstance
  readonly path: string
  /** Order of creation over the whole run: ties in the ready queue. */
  readonly ordinal: number
  status: StepStatus
  /** A host has taken up its attempt, which the log does not show yet: not part of the log. */
  claimed: boolean
  /** What a host performs for it now; null between performances. */
  duty: Duty | null
  /** Holds one of the run's slots. */
  occupying: boolean
  /** Dependencies that have not settled. */
  waiting: number
  /** Attempts started. */
  attempt: number
  /** Retries spent of `retry.max` (R1). */
  retries: number
  /** Raised when a compensation has cleaned up: the next attempt aims at a new effect (R5). */
  attemptGroup: number
  arguments: { readonly [name: string]: Json } | undefined
  value: Json | undefined
  error: RunError | undefined
  /** Attempts of its undo. */
  undoAttempt: number
  /** Only of a container that has started. */
  container: ContainerState | undefined
  /** Steps of inner scopes that wait for this one. */
  outerWaiters: StepInstance[] | undefined
}

/** `rerun`: an attempt in doubt that is carried out again only to learn what there is to undo. */
export type Duty = 'run' | 'rerun' | 'judge' | 'compensate' | 'check' | 'undo'

export interface ContainerState {
  /** Inner scopes now alive: one, or a map's elements in work, by index. */
  readonly scopes: Map<number, ScopeInstance>
  /** Elements and their results (undefined: skipped); only of a map. */
  elements: readonly Json[]
  results: (Json | undefined)[]
  nextElement: number
  settled: number
  failures: number
}

/** A scope in a run: the top level, a branch, a group's inside, one element of a map, a composed workflow. */
export interface ScopeInstance {
  readonly plan: ScopePlan
  readonly owner: StepInstance | null
  /** With its dot: `each[3].`; empty at the top. */
  readonly prefix: string
  /** The index of a map's element, else 0. */
  readonly index: number
  readonly element: Json | undefined
  /** The inputs that its steps see. */
  readonly inputs: { readonly [name: string]: Json }
  /** False: nothing inside comes on the undo stack (U5). */
  readonly reversible: boolean
  readonly steps: StepInstance[]
  /** Steps not yet settled. */
  remaining: number
  /** Why it is being taken down on its own (U6). */
  failing: RunError | undefined
  rollingBack: boolean
}

/** Whether `scope` is `ancestor` or lies inside it. O(depth). */
export function isWithin(scope: ScopeInstance | null, ancestor: ScopeInstance): boolean {
  for (let at = scope; at !== null; at = at.owner?.scope ?? null) if (at === ancestor) return true
  return false
}

/** The step of that name in the scope or one that encloses it; never across a composed workflow's border. */
export function findStep(scope: ScopeInstance, name: string): StepInstance | undefined {
  for (let at: ScopeInstance | null = scope; at !== null; at = enclosing(at)) {
    const index = at.plan.byName.get(name)
    if (index !== undefined) return at.steps[index]
  }
  return undefined
}

/** The scope around this one in the same document. */
export function enclosing(scope: ScopeInstance): ScopeInstance | null {
  return scope.owner === null || scope.owner.plan.native === 'compose' ? null : scope.owner.scope
}
