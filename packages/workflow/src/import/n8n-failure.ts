import type { ErrorRule, Retry } from '../document.ts'
import type { N8nNode } from './n8n-workflow.ts'

/** What a node of n8n says about its failures, in the words of Eddy. */
export interface FailurePolicy {
  readonly retry?: Retry
  readonly onError?: readonly ErrorRule[]
  readonly notes: readonly string[]
}

/** What n8n itself takes where a node does not say it. */
const TRIES = 3
const PAUSE_MS = 1_000

/** A day: n8n itself takes five seconds at most. */
const LONGEST_MS = 86_400_000

/** How often a node is tried, and what follows when that was not enough. */
export function failurePolicyOf({ tries, whenFailed }: N8nNode): FailurePolicy {
  return {
    ...(tries && { retry: retryOf(tries) }),
    ...(whenFailed === 'goesOn' && { onError: [{ when: 'true', then: 'continue', value: '{ "error": error.message }' }] }),
    notes: whenFailed === 'otherOutput' ? ['When it failed, n8n went on from its error output: here it fails the run. Give it an error rule or a failure handler that does what stood there.'] : [],
  }
}

function retryOf({ most = TRIES, pauseMs = PAUSE_MS }: NonNullable<N8nNode['tries']>): Retry {
  return { max: Math.min(100, Math.max(1, Math.round(most) - 1)), backoff: { initial: `PT${Number((Math.min(LONGEST_MS, Math.max(0, pauseMs)) / 1_000).toFixed(3))}S`, factor: 1 } }
}
