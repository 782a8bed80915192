import type { AbortSignalLike, RunError, RunStatus } from '@eddy/engine'
import type { Json, WorkflowDocument } from '@eddy/workflow'

export const ENVIRONMENTS = ['dev', 'staging', 'live'] as const

/** What a step wants kept as a workflow of the host. */
export interface PublishOrder {
  /** Its name is the wanted one. */
  readonly document: WorkflowDocument
  /** `draft`: for people to go on with; `version`: published, unchangeable. */
  readonly as: 'draft' | 'version'
  /** `new`: a taken name gets a number; `existing`: the next of the workflow of that name, which becomes its draft too. */
  readonly into: 'new' | 'existing'
  readonly environment?: (typeof ENVIRONMENTS)[number]
  readonly note: string
  readonly runId: string
  /** The same for a repeat, which publishes nothing more. */
  readonly effect: string
}

export interface Published {
  readonly workflowId: string
  /** As it is called here. */
  readonly workflow: string
  readonly version: number | null
  readonly environment: string | null
  readonly contentHash: string
}

export interface ChildOrder {
  /** The run that asks. */
  readonly runId: string
  readonly step: string
  /** `name` or `name@version`. */
  readonly workflow: string
  readonly environment?: (typeof ENVIRONMENTS)[number]
  readonly input: Json
  /** The same for a repeat, which starts no second run. */
  readonly effect: string
  readonly signal: AbortSignalLike
}

/** How a child run has come to rest. */
export interface ChildEnd {
  readonly runId: string
  readonly workflow: string
  readonly status: RunStatus
  readonly value: Json
  readonly error: RunError | null
}

/** The workflows of the host, as steps reach them. Every method rejects with a StepProblem where it is refused for good. */
export interface WorkflowDesk {
  /** What a `compose` step would get by that reference. */
  find(reference: string): Promise<WorkflowDocument | undefined>
  publish(order: PublishOrder): Promise<Published>
  /** Takes back what was published for the effect; nothing to do when there is nothing. Refuses where somebody has gone on with it. */
  unpublish(effect: string): Promise<void>
  /** Starts a run and waits until it rests. One that halts is cancelled and undone, as is one that nobody wants any more. */
  run(order: ChildOrder): Promise<ChildEnd>
  /** Undoes the run that was started for the effect, if it has succeeded, and waits for that. */
  undoRun(effect: string): Promise<void>
}
