import type { Json } from '@eddy/workflow'
import type { FailureReport } from './step-executor.ts'

/** What runs share: locks, concurrency keys, rate limits, circuit breakers, caches. One object for all runs of a process, or of several. */
export interface Gates {
  /** Waits for its turn. `owner` is stable over restarts: whoever holds a gate already enters again at once. */
  enter(request: GateRequest): GateAnswer | Promise<GateAnswer>
}

/** Gates, as one run comes to them, that outlive the host: what a run holds there it still holds when the next host takes it up. */
export interface LastingGates extends Gates {
  /** The run is inside as these owners at most: what else it is inside of, by what an earlier host has left, is free. */
  settle(owners: readonly string[]): void
}

export interface GateRequest {
  readonly kind: 'lock' | 'claim' | 'concurrency' | 'rate' | 'breaker' | 'cache'
  readonly name: string
  /** Within the name; null: the name alone. */
  readonly key: Json
  /** `runId/path`. */
  readonly owner: string
  /** Whose a claim is: the run's. */
  readonly runId?: string
  readonly settings: { readonly [name: string]: Json }
  /** Called once, before the answer, when it has to wait. */
  readonly onWait?: (wait: GateWait) => void
  readonly signal: { readonly aborted: boolean; addEventListener(type: 'abort', listener: () => void): void }
}

/** What is known of a wait when it begins. `ahead`: others that came before; `heldBy`: the owner of what is waited for; `until`: when its turn comes, milliseconds since the epoch. */
export interface GateWait {
  readonly ahead?: number
  readonly heldBy?: string
  readonly until?: number
}

export type GateAnswer =
  /** `leave` is called once, when what is behind the gate has ended. */
  | { readonly kind: 'entered'; readonly leave: (end: GateEnd) => void }
  /** Nothing has to be run. */
  | { readonly kind: 'answered'; readonly value: Json }
  | { readonly kind: 'refused'; readonly error: FailureReport }

/** `detached`: the host has let go of the run, which is still inside; gates that outlive the host keep it so until the next host enters again, or the run is over. */
export type GateEnd = { readonly kind: 'ok'; readonly value: Json } | { readonly kind: 'failed' | 'dropped' | 'detached' }
