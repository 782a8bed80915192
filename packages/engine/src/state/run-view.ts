import type { Json } from '@eddy/workflow'
import type { RunError } from '../error/run-error.ts'
import type { EventData, LaneOutcome, RunEvent } from '../event/event.ts'
import type { LogLine } from '../event/log-line.ts'
import type { CancelPreview } from '../decide/cancel-preview.ts'
import type { OpenTask } from '../decide/open-tasks.ts'
import type { KeptOptions, KeptPlan } from '../decide/kept-results.ts'
import type { RunStatus, StepStatus } from './status.ts'

/** One step of a run as every screen shows it. Times are milliseconds since the epoch. */
export interface StepView {
  readonly path: string
  readonly status: StepStatus
  /** Attempts started so far. */
  readonly attempt: number
  /** Since when nothing but a free slot was missing. */
  readonly readyAt?: number
  readonly startedAt?: number
  readonly endedAt?: number
  /** When a retry or timer is due. */
  readonly dueAt?: number
  readonly arguments?: { readonly [name: string]: Json }
  readonly value?: Json
  readonly error?: RunError
  readonly attempts: readonly AttemptView[]
  readonly undo?: { readonly startedAt: number; readonly endedAt?: number; readonly status: 'running' | 'retrying' | 'done' | 'failed'; readonly error?: RunError; readonly order: number; readonly attempts: readonly UndoAttemptView[] }
  /** Elements or rounds of a container, counted by status. */
  readonly elements?: { readonly total: number; readonly succeeded: number; readonly running: number; readonly failed: number }
  /** A call of it that is left to workers outside, as long as that is open. */
  readonly task?: OpenTask
  /** Index of the branch that a switch took. */
  readonly branch?: number
  /** Gates that it found shut in this round, in order: the last is what it waits at while it is queued (C9). */
  readonly gates?: readonly AwaitedGate[]
  /** Why its latest attempt never began, such as a circuit that is open. */
  readonly refusal?: RunError
}

/** A gate that was shut, and since when it was waited for. */
export type AwaitedGate = EventData['gate.awaited'] & { readonly from: number }

/** Why a queued step has not begun, beyond gates: a limit that it meets itself, or one that goes first. `first`: it is next. */
export type QueueReason = { readonly for: 'slot'; readonly underWay: number; readonly most: number; readonly first: boolean } | { readonly for: 'alone'; readonly underWay: number } | { readonly for: 'sync' }

/** The wait before the next attempt: since when, and until when at most. What follows it is a wait for a free slot. */
export interface Backoff {
  readonly from: number
  readonly to: number
}

/** One try of an undo. */
export interface UndoAttemptView {
  readonly startedAt: number
  readonly endedAt?: number
  /** Nobody is at work on it: a worker outside has to claim its task first. */
  readonly awaits?: 'worker'
  /** Why it failed, or asked to be tried again. */
  readonly error?: RunError
  readonly outcome?: 'done' | 'retrying' | 'failed'
  /** What follows it, where it is tried again. */
  readonly backoff?: Backoff
}

export interface AttemptView {
  readonly attempt: number
  readonly startedAt: number
  readonly endedAt?: number
  readonly outcome?: 'succeeded' | 'failed' | 'retrying' | 'halted' | 'interrupted'
  /** Nobody is at work on it: a worker outside has to claim its task first. */
  readonly awaits?: 'worker'
  /** What it was given, and what it came to. */
  readonly arguments?: { readonly [name: string]: Json }
  readonly value?: Json
  /** Who answered in the executor's place, such as `cache`. */
  readonly by?: string
  readonly error?: RunError
  readonly logs: readonly LogLine[]
  /** What follows it, where it is tried again. */
  readonly backoff?: Backoff
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

/** A run as it stood after one of its events. */
export interface RunMoment {
  readonly run: RunSummary
  step(path: string): StepView | undefined
  paths(): Iterable<string>
}

/** The screens' fold of a run's events: the engine's own state, with the history that a picture needs. */
export interface RunView extends RunMoment {
  /** Applies the next events (those already seen are passed over) and returns the paths of the steps that changed. */
  apply(events: readonly RunEvent[]): ReadonlySet<string>
}

/** What would become of a run, from its log alone. */
export interface RunForesight {
  /** What a cancel would do now. */
  ifCancelled(): CancelPreview | undefined
  /** Why a step that is queued has not begun; undefined where it is about to, or waits at a gate. */
  whyQueued(path: string): QueueReason | undefined
  /** What a new run could take over from this one, once it is over. */
  ifRunAgain(options?: KeptOptions): KeptPlan | undefined
}

/** A moment of a recorded run. Reading a step is O(log its changes). */
export interface RecordedMoment extends RunMoment {
  /** All steps of which the run had spoken, in the order in which it did. O(steps). */
  steps(): readonly StepView[]
  /**
   * By path without the indices of elements (`each.charge`), the step to show where there is one place for all elements: the first of
   * those that need looking at most. O(drawn steps).
   */
  foremost(): Iterable<readonly [drawn: string, step: StepView]>
  /** The step that `foremost` has for one path without indices. O(log its changes). */
  foremostOf(drawn: string): StepView | undefined
}

/** A view that remembers: every moment of the run can be looked at again, without folding anything. */
export interface RunHistory extends RunView, RecordedMoment, RunForesight {
  /** The run after the event `seq`; 0 is before the first. Same as a fold up to there. O(1). */
  at(seq: number): RecordedMoment
  /** The events that changed how the step looks, in order. */
  changesOf(path: string): readonly number[]
}
