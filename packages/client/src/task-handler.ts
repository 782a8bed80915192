import type { components } from './schema.generated.ts'

/** A task in this worker's hands. */
export type Task = components['schemas']['ClaimedTask']

export interface TaskContext {
  /** Aborted when the run no longer wants the task, or another worker has it: stop, and undo what has been begun. */
  readonly signal: AbortSignal
  /** Tells how far it is; shown with the run. */
  readonly progress: (value: unknown) => void
}

/** Does a task; what it answers is the step's value. A throw is the step's failure: see TaskFailure and GiveBack. */
export type TaskHandler = (task: Task, context: TaskContext) => unknown
