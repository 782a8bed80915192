import type { Outcome, StepRequest } from '@eddy/engine'
import type { Fixture, Json } from '@eddy/workflow'
import type { Fault } from './fault.ts'

/** How long things take in a rehearsal; milliseconds. Waits, backoff and timeouts take what the document says. */
export interface Timing {
  /** An effect, from its start to its answer. */
  readonly effectMs: number
  /** From the moment that a signal is awaited until it comes. */
  readonly signalMs: number
  /** From a crash until the run is taken up again. */
  readonly restartMs: number
}

export const TIMING: Timing = { effectMs: 200, signalMs: 1_000, restartMs: 1_000 }

/** What is rehearsed: with which data, and what goes wrong. */
export interface Script {
  /** Input and results; what it does not give is assumed, and told. */
  readonly fixture?: Pick<Fixture, 'input' | 'pins'>
  readonly faults?: readonly Fault[]
  /** Milliseconds after the start at which a person cancels. */
  readonly cancelAt?: number
  /** What a person says when the run halts since nobody knows whether a step took effect; without it the rehearsal ends there. */
  readonly doubt?: { readonly did: 'happened'; /** What it came to; what its kind fakes when left out. */ readonly value?: Json } | { readonly did: 'not_happened' }
  /** Once that has been said the run turns back. */
  readonly thenBack?: boolean
  /** Comes before pins and fakes: a result that was recorded, with how long it took. */
  readonly recorded?: (request: StepRequest) => { readonly outcome: Outcome; readonly tookMs: number } | undefined
  readonly timing?: Partial<Timing>
  /** Milliseconds since the epoch at which the rehearsal is set. */
  readonly startAt?: number
}

/** 2026-01-01T00:00:00Z: rehearsals of one script are the same whenever they are made. */
export const START = 1_767_225_600_000
