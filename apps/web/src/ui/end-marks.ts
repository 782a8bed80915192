import type { End } from '@eddy/rehearsal'
import type { MarkName } from './step-state.ts'

/** The mark of the state that a rehearsed run ends in. */
export const END_MARKS: { readonly [E in End]: MarkName } = {
  succeeded: 'succeeded',
  rolled_back: 'undone',
  rollback_incomplete: 'undo-failed',
  cancelled: 'cancelled',
  failed: 'failed',
  halted: 'in-doubt',
  hangs: 'waiting',
  endless: 'retrying',
  refused: 'failed',
}
