import type { Json } from '@eddy/workflow'
import type { ClaimAnswer, ClaimRelease, ClaimWish, Claim } from './claim.ts'

export interface MetricChange {
  readonly name: string
  readonly labels: { readonly [name: string]: string }
  readonly value: number
  readonly runId: string
  /** The effect that makes it: a change with a known effect is no new one. */
  readonly effect: string
}

export interface Handoff {
  readonly id: string
  readonly runId: string
  readonly step: string
  readonly from: string
  readonly to: string
  readonly subject: string
  readonly body: Json
  /** ISO 8601. */
  readonly at: string
}

/**
 * What runs share so that they do not get into each other's way, and what they tell each other. A host that wants it to outlive itself
 * brings its own. Every call may be repeated without another effect.
 */
export interface Coordination {
  /** All keys or none, atomically over all runs that share it. */
  take(wish: ClaimWish): Promise<ClaimAnswer>
  /** Ends claims, and says which; those that have ended already are left out. */
  release(release: ClaimRelease): Promise<readonly Claim[]>
  /** The total after the change. */
  addMetric(change: MetricChange): Promise<number>
  /** Takes a change back; false when there is none of that effect, or no more. */
  removeMetric(effect: string): Promise<boolean>
  /** The id of a handoff is that of its effect. */
  handOff(handoff: Handoff): Promise<void>
  /** False when there is none, or no more. */
  withdraw(id: string): Promise<boolean>
}
