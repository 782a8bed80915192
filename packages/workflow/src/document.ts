/**
 * The workflow document: the one JSON value that is drawn, versioned, published, executed and exchanged.
 * These are its types; `schema.ts` holds the runtime schema of the same shape, `validate.ts` what the shape cannot say.
 */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** A JSON Schema 2020-12 object. */
export type JsonSchema = { readonly [key: string]: unknown }

/** A JSONata expression. */
export type Expr = string

/** An ISO 8601 duration such as `PT0.5S`, `PT5M`, `P1D`. */
export type Duration = string

export interface WorkflowDocument {
  readonly eddy: 1
  readonly name: string
  readonly title?: string
  readonly description?: string
  readonly tags?: readonly string[]
  readonly inputs?: readonly Input[]
  readonly steps: readonly Step[]
  /** Compensation, undo and check handlers: reached only through references, never scheduled forward. */
  readonly handlers?: readonly Step[]
  /** Runs after the rollback of a failed run. */
  readonly failure?: { readonly steps: readonly Step[] }
  /** A top-level forward step; the last declared one when absent. */
  readonly return?: string
  readonly options?: Options
  readonly view?: View
}

export interface Input {
  readonly name: string
  readonly title?: string
  readonly description?: string
  readonly schema?: JsonSchema
  /** Default true, unless `default` is given. */
  readonly required?: boolean
  readonly default?: Json
  readonly transform?: Expr
}

export interface Options {
  /** Steps in flight over the whole run; default 16. */
  readonly maxConcurrency?: number
  readonly timeout?: Duration
  /** What passing `timeout` does; default `fail`. */
  readonly onTimeout?: 'fail' | 'halt' | 'cancel'
  /** How long a run may wait for its turn (a place, or the concurrency key); one that has not begun by then fails with nothing done. */
  readonly startTimeout?: Duration
  readonly rollback?: 'sequential' | 'parallel'
  /** How long a failing run waits for steps in flight; default `PT30S`. */
  readonly drain?: Duration
  readonly evaluation?: 'eager' | 'lazy'
  /** Bound on started attempts; default 100000. */
  readonly maxSteps?: number
  /** Runs whose `key` (over the inputs) is the same wait for each other beyond `limit`, 1 by default. */
  readonly concurrency?: { readonly key: Expr; readonly limit?: number }
}

export interface View {
  /** By step or handler name; steps inside a container by their path, `trip.reserve_hotel`. Pixels, top left corner. */
  readonly positions?: { readonly [path: string]: readonly [number, number] }
  readonly notes?: readonly { readonly id: string; readonly text: string; readonly position: readonly [number, number]; readonly size?: readonly [number, number] }[]
}

export interface Step {
  readonly name: string
  readonly kind: string
  readonly title?: string
  readonly description?: string
  readonly config?: { readonly [key: string]: Json }
  readonly arguments?: readonly Argument[]
  readonly waitFor?: readonly string[]
  readonly guards?: readonly Guard[]
  readonly mode?: 'async' | 'sync'
  readonly priority?: number
  readonly retry?: Retry
  readonly timeout?: Duration
  readonly onError?: readonly ErrorRule[]
  readonly compensate?: string
  /** The name of a handler, or `none`. */
  readonly undo?: string
  readonly role?: Role
  readonly check?: string
  readonly onInterrupt?: 'retry' | 'compensate' | 'halt'
  /** False keeps a container's steps off the undo stack. */
  readonly reversible?: boolean
  /** Housekeeping: run views fold it away unless it fails. No influence on execution. */
  readonly quiet?: boolean
  readonly cache?: { readonly key?: Expr; readonly ttl: Duration; readonly scope: 'workflow' | 'workspace' }
  /** Inner steps of a container (`group`, `map`, …). */
  readonly steps?: readonly Step[]
  /** Branches of a `switch`, tried in order; one without `when` is the default and stands last. */
  readonly branches?: readonly Branch[]
  /** The inner step whose value is the container's; the last declared one when absent. */
  readonly return?: string
}

export type Role = 'compensatable' | 'pivot' | 'retriable' | 'irreversible'

export interface Branch {
  readonly name?: string
  readonly when?: Expr
  readonly steps: readonly Step[]
  readonly return?: string
}

export interface Argument {
  readonly name: string
  readonly from: Source
  readonly path?: readonly (string | number)[]
  readonly transform?: Expr
  readonly description?: string
}

export type Source =
  | { readonly input: string }
  | { readonly result: string }
  | { readonly value: Json }
  | { readonly element: string }
  | { readonly secret: string }
  | { readonly origin: 'value' | 'arguments' | 'error' | 'context' }

export interface Guard {
  readonly when: Expr
  readonly otherwise?: { readonly value: Json } | { readonly fail: string } | { readonly halt: Json }
}

export interface Retry {
  readonly max: number | 'unlimited'
  readonly backoff?: Backoff
  /** Only errors of these classes are tried again; all when left out. */
  readonly on?: readonly ErrorClass[]
  /** Another limit or backoff for errors of a class. */
  readonly classes?: { readonly [C in ErrorClass]?: { readonly max?: number | 'unlimited'; readonly backoff?: Backoff } }
}

/** What kind of trouble an error is, by its code. */
export type ErrorClass = 'validation' | 'transient' | 'timeout' | 'conflict' | 'auth' | 'resource' | 'bug' | 'cancelled'

/** Durations are ISO 8601; `jitter` is the share of the delay that is random, 0 to 1. */
export interface Backoff {
  readonly initial?: Duration
  readonly factor?: number
  readonly max?: Duration
  readonly jitter?: number
}

/** A `when` holds as a guard's does: for what JSONata's `$boolean` calls true. */
export interface ErrorRule {
  readonly when: Expr
  readonly then: 'retry' | 'continue' | 'fail' | 'halt'
  readonly value?: Expr
  readonly delay?: Duration
}
