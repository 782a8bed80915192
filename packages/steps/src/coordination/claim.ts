import type { Json } from '@eddy/workflow'

/** How a claim has ended, or that it has not. */
export type ClaimStatus = 'in_progress' | 'completed' | 'failed' | 'released' | 'expired'

/** Somebody's right to be the only one who works on what the key names. At most one live claim has a key. */
export interface Claim {
  readonly key: string
  /** Who works on it, for people to read. */
  readonly holder: string
  readonly runId: string
  readonly step: string
  /** ISO 8601. */
  readonly claimedAt: string
  /** ISO 8601; null: until it is released. */
  readonly expiresAt: string | null
  readonly status: ClaimStatus
}

export interface ClaimWish {
  /** Each once. All of them are taken, or none. */
  readonly keys: readonly string[]
  readonly holder: string
  readonly runId: string
  readonly step: string
  /** The effect that takes them: taking them again for the same effect changes nothing. */
  readonly effect: string
  /** Milliseconds; undefined: until it is released. */
  readonly leaseMs?: number
  /** `run`: the claim ends with its run at the latest. */
  readonly keep: 'run' | 'until_released'
  /** What the claim is about, for people to read. */
  readonly details: Json
}

export type ClaimAnswer = { readonly taken: readonly Claim[] } | { readonly held: readonly Claim[] }

export interface ClaimRelease {
  /** Undefined: all that the run has. */
  readonly keys?: readonly string[]
  /** Only claims of this run; undefined: whoever has them. */
  readonly runId?: string
  /** Only claims that this effect has taken. */
  readonly effect?: string
  readonly status: Exclude<ClaimStatus, 'in_progress'>
}
