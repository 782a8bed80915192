import type { RunStatus, StepStatus } from '@eddy/engine'

export interface Word {
  /** Which mark stands before the word. */
  readonly mark: StepStatus
  readonly word: string
}

/** One word for a row of a list, where there is no room for the two facts. */
export const wordOfRun: { readonly [S in RunStatus]: Word } = {
  running: { mark: 'running', word: 'Running' },
  halting: { mark: 'running', word: 'Halting' },
  failing: { mark: 'failed', word: 'Failing' },
  rolling_back: { mark: 'undoing', word: 'Rolling back' },
  cancelling: { mark: 'cancelled', word: 'Cancelling' },
  halted: { mark: 'halted', word: 'Halted' },
  succeeded: { mark: 'succeeded', word: 'Succeeded' },
  rolled_back: { mark: 'undone', word: 'Rolled back' },
  rollback_incomplete: { mark: 'undo_failed', word: 'Rollback incomplete' },
  cancelled: { mark: 'cancelled', word: 'Cancelled' },
  failed: { mark: 'failed', word: 'Failed' },
}

/** The word for a run of which nothing has been done yet, or of one that has begun. */
export function wordOfRow({ status, begun }: { readonly status: RunStatus; readonly begun: boolean }): Word {
  return !begun && status === 'running' ? { mark: 'queued', word: 'Waiting' } : wordOfRun[status]
}

/** Nothing more happens to the run by itself. */
export function isAtRest(status: RunStatus): boolean {
  return ['halted', 'succeeded', 'rolled_back', 'rollback_incomplete', 'cancelled', 'failed'].includes(status)
}

/** What can be asked of a whole run by its status alone; the server has the last word. */
export type BroadVerb = 'cancel' | 'undo' | 'resume' | 'again' | 'retry'

const reached: { readonly [V in BroadVerb]: (status: RunStatus) => boolean } = {
  cancel: (status) => ['running', 'halting', 'halted'].includes(status),
  undo: (status) => status === 'succeeded',
  resume: (status) => status === 'halted',
  again: () => true,
  retry: (status) => isOver(status) && status !== 'succeeded',
}

export function reaches(verb: BroadVerb, status: RunStatus): boolean {
  return reached[verb](status)
}

/** It cannot go on: only another run can be begun from it. */
export function isOver(status: RunStatus): boolean {
  return isAtRest(status) && status !== 'halted'
}
