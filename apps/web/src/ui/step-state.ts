import type { StepStatus } from '@eddy/engine'

/** The marks of the visual language; several statuses share one. */
export type MarkName =
  | 'queued'
  | 'running'
  | 'retrying'
  | 'waiting'
  | 'succeeded'
  | 'failed'
  | 'skipped'
  | 'cancelled'
  | 'undoing'
  | 'undone'
  | 'undo-failed'
  | 'in-doubt'
  | 'irreversible'

interface Shown {
  readonly mark?: MarkName
  readonly word: string
}

const shown: { readonly [Status in StepStatus]: Shown } = {
  idle: { word: 'Not started' },
  queued: { mark: 'queued', word: 'Queued' },
  running: { mark: 'running', word: 'Running' },
  retrying: { mark: 'retrying', word: 'Retrying' },
  waiting: { mark: 'waiting', word: 'Waiting' },
  compensating: { mark: 'retrying', word: 'Compensating' },
  succeeded: { mark: 'succeeded', word: 'Succeeded' },
  skipped: { mark: 'skipped', word: 'Skipped' },
  halted: { mark: 'waiting', word: 'Halted' },
  failed: { mark: 'failed', word: 'Failed' },
  in_doubt: { mark: 'in-doubt', word: 'In doubt' },
  straggler: { mark: 'running', word: 'Still running' },
  cancelled: { mark: 'cancelled', word: 'Cancelled' },
  undoing: { mark: 'undoing', word: 'Undoing' },
  undone: { mark: 'undone', word: 'Undone' },
  undo_failed: { mark: 'undo-failed', word: 'Undo failed' },
}

export function markOf(status: StepStatus): MarkName | undefined {
  return shown[status].mark
}

export function wordOf(status: StepStatus): string {
  return shown[status].word
}
