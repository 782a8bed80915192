import type { ErrorClass, Input, Json, Source, Step, WorkflowDocument } from '@eddy/workflow'

/** Kinds that the core carries out itself. */
export type NativeKind = 'group' | 'around' | 'switch' | 'map' | 'reduce' | 'repeat' | 'race' | 'compose' | 'wait.timer' | 'wait.until' | 'wait.signal' | 'approval' | 'escalate'

/** A document made ready to run: names resolved to indexes, defaults filled in. Immutable; one plan serves any number of runs. */
export interface Plan {
  readonly name: string
  readonly hash: string
  readonly inputs: readonly Input[]
  readonly scope: ScopePlan
  /** The failure lane; null when there is none. */
  readonly failure: ScopePlan | null
  readonly options: RunPolicy
  /** Plans steps that a run emits into a scope of `workflow`. Throws DefinitionError. */
  readonly planEmitted: (workflow: WorkflowPlan, steps: readonly Step[]) => ScopePlan
  /** Plans another version of the document, in the same surroundings. Throws DefinitionError. */
  readonly planVersion: (document: WorkflowDocument, hash: string) => Plan
}

/** Durations in milliseconds. */
export interface RunPolicy {
  readonly maxConcurrency: number
  readonly timeoutMs: number | null
  readonly onTimeout: 'fail' | 'halt' | 'cancel'
  /** How long a run may wait for its turn before its first event. */
  readonly startTimeoutMs: number | null
  readonly rollback: 'sequential' | 'parallel'
  readonly drainMs: number
  readonly maxSteps: number
  /** Runs with the same key wait for each other beyond `limit`. */
  readonly concurrency: { readonly key: string; readonly limit: number } | null
}

/** One scope: the top level, a branch, or a container's inside. */
export interface ScopePlan {
  readonly workflow: WorkflowPlan
  readonly steps: readonly StepPlan[]
  /** How many steps of the scope each of them waits for. */
  readonly waiting: readonly number[]
  /** For one step after the other, those that wait for it (`StepPlan.dependents`). In one piece: what a long run reads of its plan has to fit into caches. */
  readonly dependents: Int32Array
  /** For one step after the other, those whose whole results its arguments are (`StepPlan.sources`). */
  readonly sources: Int32Array
  /** Those that wait for none of the scope and are needed; those that wait for steps of scopes around. */
  readonly starts: readonly number[]
  readonly outward: readonly number[]
  readonly byName: ReadonlyMap<string, number>
  readonly returns: number
  /** Steps that an evaluation runs: all, or under `lazy` what the return step needs. */
  readonly active: number
}

/** What belongs to the document that a scope was written in. */
export interface WorkflowPlan {
  readonly name: string
  readonly handlers: ReadonlyMap<string, Step>
  readonly inputs: readonly Input[]
}

export interface StepPlan {
  readonly step: Step
  /** Of the step: every event of it is made with the name, which is one way shorter from here. */
  readonly name: string
  readonly index: number
  readonly native: NativeKind | null
  /** Steps of the same scope that this one waits for, each once. */
  readonly dependsOn: readonly number[]
  /** Where the steps that wait for this one begin in the scope's `dependents`, and where they end. */
  readonly dependents: number
  readonly dependentsEnd: number
  /** Steps of enclosing scopes that this one waits for, by name. */
  readonly outer: readonly string[]
  readonly scopes: readonly ScopePlan[]
  readonly undo: UndoPlan
  readonly retry: RetryPolicy
  readonly timeoutMs: number | null
  readonly priority: number
  readonly sync: boolean
  readonly pivot: boolean
  readonly contains: boolean
  readonly idempotent: boolean
  readonly onInterrupt: 'retry' | 'compensate' | 'halt'
  /** What a success leaves in the world; empty for kinds without effects. */
  readonly effects: readonly string[]
  readonly map: MapPolicy | null
  readonly gates: readonly GatePlan[]
  /** The names of the arguments, where all can be resolved at once: no transform, no secret. Null: the long way. Steps of a scope with the same names share the list. */
  readonly argumentNames: readonly string[] | null
  /** What the arguments are, in the order of their names; null where all are whole results of steps of the scope. */
  readonly argumentPlans: readonly ArgumentPlan[] | null
  /** Where those steps begin in the scope's `sources`. */
  readonly sources: number
  /** A host performs it as soon as its arguments are there: no guards, not alone, nothing that turns the run. */
  readonly plain: boolean
  /** False: under `lazy`, nothing that is returned needs this step. */
  readonly needed: boolean
}

export type UndoPlan = { readonly by: 'handler'; readonly handler: string } | { readonly by: 'kind' } | { readonly by: 'none' }

export interface RetryPolicy {
  /** Attempts beyond the first; `Infinity` for unlimited. */
  readonly max: number
  readonly backoff: BackoffPolicy
  /** The classes of error that are tried again; null: all. */
  readonly on: ReadonlySet<ErrorClass> | null
  readonly classes: { readonly [C in ErrorClass]?: { readonly max: number; readonly backoff: BackoffPolicy } }
}

/** Milliseconds; `jitter` is the random share of a delay, 0 to 1. */
export interface BackoffPolicy {
  readonly initial: number
  readonly factor: number
  readonly max: number
  readonly jitter: number
}

export interface MapPolicy {
  /** Elements in work at once. */
  readonly window: number
  readonly ordered: boolean
  readonly onElementError: 'fail' | 'collect' | 'skip' | 'dead_letter'
  readonly maxFailures: number
  /** What becomes of the elements' values. */
  readonly gather: 'list' | 'count' | 'sum' | 'min' | 'max' | 'last' | 'none'
  /** What a fold begins with. */
  readonly initial: Json
}

/** What an `around`, `lock` or `cache` puts around its steps; names are keys of the gates port. */
export interface GatePlan {
  readonly kind: 'lock' | 'claim' | 'concurrency' | 'rate' | 'breaker' | 'cache'
  readonly name: string
  /** Over the arguments; the key is the name alone without it. */
  readonly key: string | null
  readonly settings: { readonly [name: string]: Json }
}

/** An argument with its source found: where `local` is not -1 it is the value of that step of the same scope, where `element` is not null that of a container. */
export interface ArgumentPlan {
  readonly from: Source
  readonly path: readonly (string | number)[] | null
  readonly local: number
  readonly element: string | null
}
