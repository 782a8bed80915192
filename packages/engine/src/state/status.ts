/** How a run stands. The last six are final but for `halted`, which waits for `resume`. */
export type RunStatus = 'running' | 'halting' | 'failing' | 'rolling_back' | 'cancelling' | 'halted' | 'succeeded' | 'rolled_back' | 'rollback_incomplete' | 'cancelled' | 'failed'

export type StepStatus =
  | 'idle'
  | 'queued'
  | 'running'
  | 'retrying'
  | 'waiting'
  | 'compensating'
  | 'succeeded'
  | 'skipped'
  | 'halted'
  | 'failed'
  | 'in_doubt'
  | 'straggler'
  | 'cancelled'
  | 'undoing'
  | 'undone'
  | 'undo_failed'

/** Dependents may go on: it has a value. */
export function isSettled(status: StepStatus): boolean {
  return status === 'succeeded' || status === 'skipped'
}
