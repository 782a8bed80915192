import type { WorkflowDocument } from '@eddy/workflow'
import { DocumentBuilder } from './document-builder.ts'
import type { Free, InFailure, Names, NoNames, WithHandler, WithInput, WithTaken } from './names.ts'
import type { HandlerOptions, InputOptions, WorkflowOptions } from './step-options.ts'
import type { StepsBuilder } from './steps-builder.ts'

/** A workflow that grows. Immutable: every method answers a new builder. */
export interface WorkflowBuilder<N extends Names> extends StepsBuilder<N> {
  /** The workflow as plain JSON: the same document that the canvas draws. It has the right shape; `validate` says whether it is sound. */
  readonly document: WorkflowDocument
  input<const Name extends string>(name: Free<Name, N['input']>, options?: InputOptions): WorkflowBuilder<WithInput<N, Name>>
  /** A handler, which runs only where a later step names it for `undo`, `compensate` or `check`. */
  handler<const Name extends string>(name: Free<Name, N['taken'] | 'none'>, options: HandlerOptions<N>): WorkflowBuilder<WithHandler<N, Name>>
  /** Steps that run after the rollback of a failed run; their arguments may use `origin('error')`. */
  failure<M extends Names>(body: (lane: StepsBuilder<InFailure<N>>) => StepsBuilder<M>): WorkflowBuilder<WithTaken<N, M['own']>>
}

/** Begins a workflow. With `workflow<AnyNames>(…)` the compiler checks no names, for workflows that are made in loops. */
export function workflow<N extends Names = NoNames>(name: string, options?: WorkflowOptions): WorkflowBuilder<N>
// the names exist only for the compiler: this signature is where the builder that does the work takes them on
export function workflow(name: string, options: WorkflowOptions = {}): unknown {
  return new DocumentBuilder({ eddy: 1, name, ...options, steps: [] })
}
