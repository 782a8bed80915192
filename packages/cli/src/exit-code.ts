import type { RunStatus } from '@eddy/engine'

/** The contract of `eddy run`; `eddy rehearse` adds that a failure was not reached. */
export const EXIT = { succeeded: 0, rolledBack: 1, refused: 2, halted: 3, incomplete: 4, cancelled: 5, notReached: 6 } as const

export function exitCode(status: RunStatus): number {
  switch (status) {
    case 'succeeded':
      return EXIT.succeeded
    case 'halted':
      return EXIT.halted
    case 'rollback_incomplete':
      return EXIT.incomplete
    case 'cancelled':
      return EXIT.cancelled
    default:
      return EXIT.rolledBack
  }
}
