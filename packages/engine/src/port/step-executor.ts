import type { Json, JsonSchema, SchemaFault, Step } from '@eddy/workflow'
import type { LogLine } from '../event/log-line.ts'
import type { RunError } from '../error/run-error.ts'

/** Why the executor is asked: the step itself, its failure handler, its undo, or its check of an attempt in doubt. */
export type Purpose = 'run' | 'compensate' | 'undo' | 'check'

/**
 * One call of a step's effect. `step` is the definition to carry out: the step itself for `run` and for a kind's built-in undo,
 * else the handler. The core has resolved `arguments`; secrets stand in them as values and must not reach results or logs.
 */
export interface StepRequest {
  readonly runId: string
  readonly path: string
  readonly step: Step
  readonly purpose: Purpose
  readonly arguments: { readonly [name: string]: Json }
  readonly context: StepContext
  /** Only for `undo` by the kind itself: what the step had returned, and with which arguments. */
  readonly undoing?: { readonly value: Json; readonly arguments: { readonly [name: string]: Json } } | undefined
  /** The arguments without the values of secrets, for what others see before the outcome is there, such as a notice. Absent: there are no secrets. */
  publicArguments?(): { readonly [name: string]: Json }
  /** Stable over all attempts that aim at the same effect: `runId/stepPath/attempt-group`. */
  readonly idempotencyKey: string
  /** Aborted when the run no longer wants the outcome: failure elsewhere, cancel, the step's timeout. */
  readonly signal: AbortSignalLike
}

/** `$context` of expressions and `context` of code. */
export interface StepContext {
  readonly runId: string
  readonly step: string
  readonly attempt: number
  /** `null`: without limit. */
  readonly retriesRemaining: number | null
  readonly workflow: string
}

/** The part of an AbortSignal that steps need; the engine knows no platform types. */
export interface AbortSignalLike {
  readonly aborted: boolean
  addEventListener(type: 'abort', listener: () => void): void
  removeEventListener(type: 'abort', listener: () => void): void
}

export type Outcome =
  | { readonly kind: 'ok'; readonly value: Json; readonly steps?: readonly Step[]; readonly logs?: readonly LogLine[]; /** Who answered in the executor's place, such as `cache`. */ readonly by?: string }
  | { readonly kind: 'retry'; readonly reason?: string; readonly delayMs?: number; readonly logs?: readonly LogLine[] }
  | { readonly kind: 'halt'; readonly value: Json; readonly logs?: readonly LogLine[] }
  | { readonly kind: 'fail'; readonly error: FailureReport; readonly logs?: readonly LogLine[] }
  /** The call is left to a worker outside, who claims it from a queue; what comes of it is told to the run later (T1). `schema`: what the result must fit. */
  | { readonly kind: 'offer'; readonly queue: string; readonly payload: Json; readonly leaseMs: number; readonly schema?: JsonSchema & { readonly [key: string]: Json } }
  /** Only as the answer of a `compensate` handler. */
  | { readonly kind: 'continue'; readonly value: Json; readonly logs?: readonly LogLine[] }

/** An error as a step reports it; the engine adds step and attempt. `retryable` is true unless said otherwise. */
export interface FailureReport {
  readonly code: string
  readonly message: string
  readonly retryable?: boolean
  /** Not to be tried again sooner; milliseconds. */
  readonly retryAfterMs?: number
  /**
   * What a failure without an answer says of the effect. `unknown`: it was asked for, and may have happened: the attempt is in doubt, not
   * failed (H5). `untried`: it was not asked for, so that what an earlier attempt did is as unknown as before. Absent: an answer, which
   * settles it. `interrupted`, from hosts whose steps run elsewhere: the process that carried it out has died, which is doubt as after a
   * crash of the run's own host.
   */
  readonly effect?: 'unknown' | 'untried' | 'interrupted'
  readonly cause?: RunError
  readonly details?: Json
}

/** Performs the effects of steps. Never throws for a failing step: it answers `fail`. A throw is taken as `fail` all the same. */
export interface StepExecutor {
  execute(request: StepRequest): Outcome | Promise<Outcome>
  /** Opens what a stream reference stands for, after its first `skip` elements. Elements are pulled one by one, never ahead of need. */
  openStream?(reference: StreamReference, options: { readonly runId: string; readonly skip: number }): AsyncIterator<Json>
}

/** A stream as a value: where its elements come from, not the elements. `{ "$stream": "file", "path": "a.ndjson", "format": "ndjson" }`. */
export interface StreamReference {
  readonly $stream: string
  readonly [key: string]: Json
}

/** Evaluates expressions. Throws (or rejects) with an Error whose message names what is wrong. */
export interface Evaluator {
  /** Value of `expr` with `root` as its input and `$context` bound; `undefined` results are returned as `null`. */
  evaluate(expr: string, root: Json, context: StepContext | null): Json | Promise<Json>
  /** Where a value departs from a JSON Schema; empty when it fits. Absent: what comes from outside is not held against schemas. */
  faults?(schema: JsonSchema, value: Json): readonly SchemaFault[]
}
