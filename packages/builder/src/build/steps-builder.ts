import type { Step } from '@eddy/workflow'
import type { Free, Inside, Names, WithStep } from './names.ts'
import type { BranchOptions, ContainerOptions, StepOptions } from './step-options.ts'
import type { WorkflowBuilder } from './workflow-builder.ts'

/** The builder of the same place, with one more step. */
export type Next<N extends Names, Name extends string> = N['place'] extends 'workflow' ? WorkflowBuilder<WithStep<N, Name>> : StepsBuilder<WithStep<N, Name>>

/** Steps as a body hands them back to its container. */
export interface Finished {
  readonly steps: readonly Step[]
  readonly returns?: string | undefined
}

/** The inside of a container: takes its empty list of steps, answers the full one. */
export type Body<N extends Names> = (inner: StepsBuilder<N>) => Finished

/**
 * A list of steps that grows. Immutable: every method answers a new builder. A step can refer to those before it, so that no cycle can be
 * built; for steps in another order there is `add`.
 */
export interface StepsBuilder<N extends Names> extends Finished {
  /** A step of any kind. */
  step<const Name extends string>(name: Free<Name, N['taken']>, options: StepOptions<N>): Next<N, Name>
  /** Steps that succeed or fail as one. */
  group<const Name extends string>(name: Free<Name, N['taken']>, body: Body<Inside<N>>, options?: ContainerOptions<N>): Next<N, Name>
  /** Steps for every element of the argument `source`, which the body takes as `element(name)`. */
  map<const Name extends string>(name: Free<Name, N['taken']>, options: ContainerOptions<N>, body: Body<Inside<N, Name>>): Next<N, Name>
  /** The first branch whose `when` is true of the arguments; one without `when` stands last. */
  switch<const Name extends string>(name: Free<Name, N['taken']>, options: ContainerOptions<N>, branches: Branching<N>): Next<N, Name>
  /** All branches at once; the first to succeed wins. */
  race<const Name extends string>(name: Free<Name, N['taken']>, options: ContainerOptions<N>, branches: Branching<N>): Next<N, Name>
  /** A container of another kind with inner steps, such as `repeat`, `reduce`, `lock`. */
  container<const Name extends string>(name: Free<Name, N['taken']>, options: StepOptions<N>, body: Body<Inside<N, Name>>): Next<N, Name>
  /** A step as it stands in the document. Its own references are left to `validate`. */
  add<const S extends Step>(step: S): Next<N, S['name']>
  /** The step whose value is that of the list; the last one when this is never called. */
  return(step: N['own']): N['place'] extends 'workflow' ? WorkflowBuilder<N> : StepsBuilder<N>
}

/** The branches of a container: takes none, answers all. */
export type Branching<N extends Names> = (branches: BranchesBuilder<N, never>) => FinishedBranches

/** Branches as they are handed back to their container. */
export interface FinishedBranches {
  readonly branches: readonly (BranchOptions & { readonly steps: readonly Step[]; readonly return?: string })[]
}

/** Branches that grow. Their steps share one namespace, `Taken`. */
export interface BranchesBuilder<N extends Names, Taken extends string> extends FinishedBranches {
  branch<M extends Names>(options: BranchOptions, body: (inner: StepsBuilder<Inside<N, never, Taken>>) => StepsBuilder<M>): BranchesBuilder<N, Taken | M['own']>
}
