import type { Claim } from '../db/index.ts'
import { serverTime } from '../run/server-time.ts'
import { claimOf } from './stored-claims.ts'

/** A claim in a list: who has it, where it was made, how long it lasts, and how it has ended. Times are ISO 8601. */
export type ClaimRow = ReturnType<typeof claimRow>

export function claimRow(claim: Claim) {
  const { id, keep, details, endedAt, endReason, endedBy, liveKey, expiresAt } = claim
  const over = expiresAt !== null && expiresAt.getTime() <= serverTime.now()
  return { ...claimOf(claim), id, keep: keep === 'run' ? ('run' as const) : ('until_released' as const), workflow: workflowOf(details), live: liveKey !== null && !over, endedAt: endedAt?.toISOString() ?? null, endReason, endedBy }
}

/** The name of the workflow whose step has claimed it. */
function workflowOf(details: unknown): string | null {
  return typeof details === 'object' && details !== null && 'workflow' in details && typeof details.workflow === 'string' ? details.workflow : null
}
