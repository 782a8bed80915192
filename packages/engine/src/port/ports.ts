import type { Json } from '@eddy/workflow'
import type { RunEvent } from '../event/event.ts'
import type { EventLog } from '../state/event-log.ts'
import type { Gates } from './gates.ts'
import type { Middleware } from './middleware.ts'
import type { Evaluator, StepExecutor } from './step-executor.ts'

/** Where the events of one run are kept. */
export interface Journal {
  /** Takes the next events of the run, in order. Called synchronously; may buffer. */
  append(events: readonly RunEvent[]): void
  /** A journal in memory has the run write into its own columns instead; `append` then only tells. */
  readonly log?: EventLog
  /** Whether a journal with a `log` wants to be told of events too. */
  readonly listening?: boolean
  /** Resolves when everything appended so far is durable; undefined when it already is. Rejects when it never will be. */
  flushed(): Promise<void> | undefined
}

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number
  /** `at` a time that has come calls back after others have had their turn. */
  readonly breathes?: boolean
  /** Calls back once at or after `at`; returns what cancels it. */
  at(at: number, callback: () => void): () => void
}

export interface Ids {
  /** A number from 0 (inclusive) to 1, for jitter. */
  random(): number
}

export interface Secrets {
  /** The value of a secret, or undefined when there is none of that name. */
  get(name: string): Json | undefined | Promise<Json | undefined>
}

export interface Ports {
  readonly journal: Journal
  readonly clock: Clock
  readonly ids: Ids
  readonly executor: StepExecutor
  readonly evaluator: Evaluator
  readonly secrets?: Secrets
  /** Locks, limits and caches that runs share; without it such steps fail. */
  readonly gates?: Gates
  readonly middleware?: readonly Middleware[]
}
