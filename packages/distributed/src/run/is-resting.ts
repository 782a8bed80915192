import { isFinal, type RunState } from '@eddy/engine'

/** Whether nothing more happens to the run by itself. */
export function isResting({ status, due, performing, lateUndos }: RunState): boolean {
  return (isFinal(status) || status === 'halted') && due.isEmpty && performing.size === 0 && lateUndos.size === 0
}
