import type { Json } from '@eddy/workflow'

export interface OutgoingSignal {
  readonly name: string
  readonly correlation?: string
  readonly payload: Json
  /** Only the run with this id may get it. */
  readonly runId?: string
  /** Who sends it: `<run id>/<step path>`. */
  readonly from: string
  /** The same for a repeat: a signal with a known key is no new one. */
  readonly key: string
}

/** Hands a signal on, and says how many runs got it at once; 0: it is kept for one that will wait, or lost, as the host has it. Rejects when it cannot. */
export type SendSignal = (signal: OutgoingSignal) => Promise<{ readonly delivered: number }>
