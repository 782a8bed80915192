import type { AbortSignalLike } from '@eddy/engine'
import type { Json } from '@eddy/workflow'

/** What an agent is asked to do. */
export interface AgentTask {
  readonly action: string
  readonly arguments: { readonly [name: string]: Json }
  readonly runId: string
  /** The path of the step in its run. */
  readonly step: string
  /** The same for a repeat. */
  readonly effect: string
  /** From 1. */
  readonly attempt: number
  /** Settings of simulated agents; those that do real work take no notice. */
  readonly simulate: { readonly latencyMs: number; readonly failureRate: number; readonly seed: string }
  readonly signal: AbortSignalLike
}

export interface AgentAction {
  readonly name: string
  readonly summary: string
  /** It changes something, and the agent can take that back. */
  readonly undoable: boolean
}

/** Somebody who does tasks: built in, or outside and reached over the network. */
export interface Agent {
  readonly name: string
  /** Pools that it belongs to, such as `worker`. */
  readonly pools: readonly string[]
  readonly actions: readonly AgentAction[]
  /** Rejects when it fails; a StepProblem says how, with `effect: 'unknown'` where it was asked for and no answer came. */
  perform(task: AgentTask): Promise<Json>
  /** Takes back what `perform` did for the task's effect. Done already: nothing to do. */
  undo?(task: AgentTask, value: Json): Promise<void>
}
