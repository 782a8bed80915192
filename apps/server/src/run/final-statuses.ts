import type { RunStatus } from '@eddy/engine'

/** How runs end, for questions to the database; the engine's `isFinal` says it of one. */
export const FINAL_STATUSES: RunStatus[] = ['succeeded', 'rolled_back', 'rollback_incomplete', 'cancelled', 'failed']

/** Whether a run is over, by the word that its row has. */
export function isOver(status: string): boolean {
  return FINAL_STATUSES.some((final) => final === status)
}
