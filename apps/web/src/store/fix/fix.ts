import type { Catalog, Problem, Step, WorkflowDocument } from '@eddy/workflow'
import type { Command } from '../command/command.ts'
import type { ProblemPlace } from './problem-place.ts'

/** A way out of a problem: an ordinary edit, which can be undone. */
export interface Fix {
  /** What a button says: `Add 3 retries`. */
  readonly label: string
  readonly command: Command
  /** What is selected afterwards. */
  readonly select?: ReadonlySet<string>
}

/** What a fix may look at. */
export interface FixRequest {
  readonly document: WorkflowDocument
  readonly problem: Problem
  readonly catalog: Catalog
}

/** The same for a problem that lies within a step. */
export interface StepFixRequest extends FixRequest {
  readonly place: ProblemPlace
  readonly step: Step
  /** The step's path, as the drawing has it. */
  readonly path: string
}

export type MakeFixes = (request: StepFixRequest) => readonly Fix[]

/** What a hint says that may have been meant. */
export function meant({ hint }: Problem): string | undefined {
  return /Did you mean "([^"]+)"\?/.exec(hint ?? '')?.[1] ?? /use "([^"]+)" instead/.exec(hint ?? '')?.[1]
}
