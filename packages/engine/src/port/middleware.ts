import type { Json } from '@eddy/workflow'
import type { RunError } from '../error/run-error.ts'
import type { RunEvent } from '../event/event.ts'
import type { Plan } from '../plan/plan.ts'
import type { RunStatus } from '../state/status.ts'
import type { AbortSignalLike, FailureReport, Outcome, StepRequest } from './step-executor.ts'

/** The run that a hook is called for. */
export interface WatchedRun {
  readonly runId: string
  /** As it is now: an adapted run has another. */
  readonly plan: Plan
  readonly status: RunStatus
  /** Aborted when a run that has not begun is to wait no longer: it was cancelled, or its start timeout is over. Whoever makes it wait in `init` lets it go then. */
  readonly waitingToStart?: AbortSignalLike | undefined
  /** After defaults and transforms. */
  readonly input: { readonly [name: string]: Json }
}

/**
 * Something beside every run: watches it, may refuse it, may wrap its steps. On the way in (`init`, `event`, `execute`) the first
 * declared is called first, on the way out (`complete`, `fail`, `halt`) last. A hook that throws never breaks the run: it is
 * reported in the run's last event. One object serves many runs; what it keeps per run it keeps by `runId`.
 */
export interface Middleware {
  /** Named in the run's first event. */
  readonly name: string
  /** Before the run starts (not when it is recovered). May refuse it: nothing is run then. A throw here refuses too: a check that broke has not passed. */
  init?(run: WatchedRun): undefined | { readonly refuse: FailureReport } | Promise<undefined | { readonly refuse: FailureReport }>
  /** Every event, in order, when it is recorded; steps of nested scopes carry their whole path. Synchronous: it must not slow the run. */
  event?(event: RunEvent, run: WatchedRun): void
  /** Around each call of the executor, handlers included. `next` may be called once, or not at all. */
  execute?(request: StepRequest, next: () => Outcome | Promise<Outcome>): Outcome | Promise<Outcome>
  /** How many steps of the run may be in flight now; the least of all answers and the document's own limit holds. */
  limit?(run: WatchedRun): number
  /** The run has its value; what is answered replaces it, unless it is undefined. */
  complete?(value: Json, run: WatchedRun): Json | undefined | Promise<Json | undefined>
  fail?(error: RunError, run: WatchedRun): void
  halt?(value: Json, run: WatchedRun): void
}

