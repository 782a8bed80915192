import type { Step } from '@eddy/workflow'
import type { AbortSignalLike, Outcome, Purpose, StepContext, StepRequest } from '../port/step-executor.ts'
import { keyIn, pathIn } from '../state/step-instance.ts'
import type { StepInstance } from '../state/run-tree.ts'
import { Abort } from './abort.ts'
import type { KnownSecrets } from './known-secrets.ts'
import type { Recorder } from './recorder.ts'
import type { Arguments } from './resolve-arguments.ts'

/** `timeout`: the call's time ran out; what it did is unknown. */
export type Called = Ended | Extract<Outcome, { readonly kind: 'offer' }>

/** A call that has ended here. */
export type Ended = Exclude<Outcome, { readonly kind: 'offer' }> | { readonly kind: 'timeout' }

/** What comes of a call is told once, when nothing else is due first. */
export type Conclusion = (recorder: Recorder, performance: Performance, outcome: Ended) => void

export interface Call {
  readonly step: StepInstance
  /** The definition to carry out: the step's own, or a handler's. */
  readonly definition: Step
  readonly purpose: Purpose
  readonly arguments: Arguments
  readonly conclude: Conclusion
}

/** What most calls never have. */
interface Rare {
  undoing?: StepRequest['undoing']
  context?: StepContext
  abort?: Abort
  secrets?: KnownSecrets
}

/**
 * One call of an executor, and the request that it gets. What few executors ask for (context, key, signal) is made when it is asked
 * for, from numbers taken when the call was made.
 */
export class Performance implements StepRequest {
  // declared only: fields that the constructor sets would be written twice otherwise
  declare readonly runId: string
  declare readonly subject: StepInstance
  declare readonly step: Step
  declare readonly purpose: Purpose
  declare readonly arguments: Arguments
  declare readonly conclude: Conclusion
  private declare readonly attempt: number
  private declare readonly retries: number
  private declare readonly group: number
  /** The index of the step's scope: another element may have taken the scope over since. */
  private declare readonly index: number
  /** What has come of it: the first that is told counts. */
  declare outcome: Called | undefined
  private declare rare: Rare | undefined

  constructor(runId: string, call: Call, secrets?: KnownSecrets) {
    const { step } = call
    this.runId = runId
    this.subject = step
    this.step = call.definition
    this.purpose = call.purpose
    this.arguments = call.arguments
    this.conclude = call.conclude
    this.attempt = call.purpose === 'undo' ? step.undoAttempt : step.attempt
    this.retries = step.retries
    this.group = step.attemptGroup
    this.index = step.scope.index
    this.outcome = undefined
    this.rare = secrets === undefined ? undefined : { secrets }
  }

  #own(): Rare {
    this.rare ??= {}
    return this.rare
  }

  /** It has an outcome, or has run out of time. */
  get answered(): boolean {
    return this.outcome !== undefined
  }

  /** Only of an undo by the kind itself: a handler's definition is its own. */
  get undoing(): StepRequest['undoing'] {
    const { subject } = this
    if (this.purpose !== 'undo' || this.step !== subject.plan.step) return undefined
    return (this.#own().undoing ??= { value: subject.value ?? null, arguments: this.arguments })
  }

  publicArguments(): Arguments {
    return this.rare?.secrets?.concealValues(this.arguments) ?? this.arguments
  }

  get path(): string {
    const { path, scope, plan } = this.subject
    return scope.index === this.index ? path : pathIn(scope.owner, this.index) + plan.name
  }

  get context(): StepContext {
    return (this.#own().context ??= { ...stepContext(this.runId, this.subject, { attempt: this.attempt, retries: this.retries }), step: this.path })
  }

  get idempotencyKey(): string {
    const key = keyIn(this.runId, this.path, this.group)
    return this.purpose === 'run' ? key : `${key}/${this.purpose}`
  }

  get signal(): AbortSignalLike {
    return (this.#own().abort ??= new Abort())
  }

  abort(): void {
    const abort = (this.#own().abort ??= new Abort())
    abort.abort()
  }
}

/** `$context` of an attempt of a step. */
export function stepContext(runId: string, step: StepInstance, { attempt, retries }: { readonly attempt: number; readonly retries: number }): StepContext {
  const left = step.plan.retry.max - retries
  return {
    runId,
    step: step.path,
    attempt,
    retriesRemaining: Number.isFinite(left) ? Math.max(0, left) : null,
    workflow: step.scope.plan.workflow.name,
  }
}

/** One key for all attempts that aim at the same effect (R5). */
export function idempotencyKey(runId: string, step: StepInstance): string {
  return keyIn(runId, step.path, step.attemptGroup)
}
