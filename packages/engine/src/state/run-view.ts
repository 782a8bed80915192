import type { Json } from '@eddy/workflow'
import type { RunError } from '../error/run-error.ts'
import type { LaneOutcome, LogLine } from '../event/event.ts'
import type { RunStatus, StepStatus } from './status.ts'

/** One step of a run as every screen shows it. Times are milliseconds since the epoch. */
export interface StepView {
  readonly path: string
  readonly status: StepStatus
  /** Attempts started so far. */
  readonly attempt: number
  readonly startedAt?: number
  readonly endedAt?: number
  /** When a retry or timer is due. */
  readonly dueAt?: number
  readonly arguments?: { readonly [name: string]: Json }
  readonly value?: Json
  readonly error?: RunError
  readonly attempts: readonly AttemptView[]
  readonly undo?: { readonly startedAt: number; readonly endedAt?: number; readonly status: 'running' | 'retrying' | 'done' | 'failed'; readonly error?: RunError; readonly order: number }
  /** Elements or rounds of a container, counted by status. */
  readonly elements?: { readonly total: number; readonly succeeded: number; readonly running: number; readonly failed: number }
  /** Index of the branch that a switch took. */
  readonly branch?: number
}

export interface AttemptView {
  readonly attempt: number
  readonly startedAt: number
  readonly endedAt?: number
  readonly outcome?: 'succeeded' | 'failed' | 'retrying' | 'halted' | 'interrupted'
  readonly error?: RunError
  readonly logs: readonly LogLine[]
}

export interface RunSummary {
  readonly status: RunStatus
  readonly seq: number
  readonly startedAt?: number
  readonly endedAt?: number
  readonly input?: { readonly [name: string]: Json }
  readonly value?: Json
  readonly error?: RunError
  /** Two facts, never one: how the forward part ended, and how the rollback did. */
  readonly forward: 'running' | 'succeeded' | 'failed' | 'cancelled' | 'halted' | 'timed_out'
  readonly rollback: 'none' | 'running' | 'complete' | 'incomplete'
  readonly undone: readonly string[]
  readonly left: readonly string[]
  readonly residue: readonly string[]
  readonly failureLane?: LaneOutcome
}

/** The screens' fold of a run's events: the engine's own state, with the history that a picture needs. */
export interface RunView {
  readonly run: RunSummary
  /** Applies the next events (those already seen are passed over) and returns the paths of the steps that changed. */
  apply(events: readonly import('../event/event.ts').RunEvent[]): ReadonlySet<string>
  step(path: string): StepView | undefined
  paths(): Iterable<string>
}
