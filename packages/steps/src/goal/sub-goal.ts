import type { Input, Step } from '@eddy/workflow'

/** A kind that could do it, and how well its words fit, 0 to 1. */
export interface KindChoice {
  readonly kind: string
  readonly fit: number
}

/** One thing that a goal asks for, and the step that would do it. */
export interface SubGoal {
  readonly id: string
  /** As it was said. */
  readonly text: string
  /** Without what leads to it: that comes with the drawing. */
  readonly step: Step
  /** The handler that takes it back. */
  readonly undo?: Step | undefined
  /** The argument that the result before it becomes; absent: it only waits. */
  readonly takes?: string | undefined
  /** Where in its value that is what the next goal works on; absent: that works on what was there before. */
  readonly gives?: readonly string[] | undefined
  /** Runs beside the goal before it. */
  readonly beside: boolean
  /** Why this kind was chosen, in a sentence. */
  readonly because: string
  /** What a person still has to say, a sentence each. */
  readonly open: readonly string[]
  /** Kinds that could do it, best first, the chosen one among them. */
  readonly choices: readonly KindChoice[]
  /** Inputs of the workflow that it reads. */
  readonly inputs: readonly Input[]
  /** What is done for each element, where it is a loop. */
  readonly inner: readonly SubGoal[]
}

export interface GoalPlan {
  /** Who has made it: `rules`, or the name of a model. */
  readonly by: string
  readonly goals: readonly SubGoal[]
}

/** An agent that can be asked, as far as a planner must know it. */
export interface KnownAgent {
  readonly name: string
  readonly actions: readonly { readonly name: string; readonly undoable: boolean }[]
}
