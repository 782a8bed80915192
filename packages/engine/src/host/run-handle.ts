import type { Json, WorkflowDocument } from '@eddy/workflow'
import type { RunError } from '../error/run-error.ts'
import type { InDoubtResolution, KeptResults, LaneOutcome, RunEvent } from '../event/event.ts'
import type { Plan } from '../plan/plan.ts'
import type { Ports } from '../port/ports.ts'
import type { RunState } from '../state/run-state.ts'
import type { RunStatus } from '../state/status.ts'
import type { TaskInHand, TaskWord } from './task-word.ts'

export interface RunOptions {
  readonly runId: string
  readonly plan: Plan
  readonly ports: Ports
}

/** How a run stands when nothing more will happen to it by itself. */
export interface RunResult {
  readonly status: RunStatus
  /** The value of a succeeded run, the halt's value of a halted one. */
  readonly value?: Json
  readonly error?: RunError
  readonly undone: readonly string[]
  readonly left: readonly string[]
  readonly residue: readonly string[]
  /** How the failure lane of a failed run ended. */
  readonly failureLane?: LaneOutcome
  /** `durationMs`: until its end, or until it halted. */
  readonly stats: { readonly events: number; readonly attempts: number; readonly durationMs: number }
}

/** A run in the hands of a host. Every method records what it does; none throws for what a step does. */
export interface RunHandle {
  readonly runId: string
  /** The live fold of the log; read only. */
  readonly state: RunState
  /** Resolves when the run has come to rest: final, or halted. Renewed by `resume` and `undo`. Rejects only when the journal does. */
  settled(): Promise<RunResult>
  /** Compensates unless `rollback: false`. Idempotent. */
  cancel(options?: { readonly rollback?: boolean; readonly reason?: string }): void
  /** Lets steps in flight end, then halts. Idempotent; throws EngineError NOT_RUNNING where nothing goes forward any more. */
  halt(options?: { readonly reason?: string }): void
  /** Ends the wait before the next attempt of a step, or of its undo; of all that wait when no step is named. Throws EngineError NOT_RETRYING when none does. */
  retryNow(path?: string): void
  /**
   * Continues a halted run. `payload` is for the first step that halted, `resolution` for the step that it names, and what else has halted waits for a word of its
   * own; without either, all go on that are not in doubt. Throws EngineError NOT_HALTED otherwise, and where `resolution` is of a step that is not in doubt.
   */
  resume(options?: { readonly payload?: Json; readonly resolution?: InDoubtResolution }): void
  /**
   * Lets a halted run go on with another version of its document. What has begun stays; what has not is replaced (H6). Throws
   * EngineError NOT_HALTED, or NOT_ADAPTABLE with every reason (`adaptProblems` lists them beforehand), or DefinitionError.
   */
  adapt(version: { readonly document: WorkflowDocument; readonly hash: string }): void
  /** Undoes a succeeded run, once. Throws EngineError NOT_UNDOABLE otherwise. */
  undo(): void
  /** Says what is to become of an undo that failed, after the run's end. Throws EngineError NOT_UNDOABLE or REASON_MISSING. */
  resolveUndo(resolution: UndoResolution): void
  /** Hands a signal to its waiter, or keeps it for one. False when the run is over, or where the payload does not fit its schema: `signalFaults` says how. */
  signal(signal: { readonly name: string; readonly correlation?: string; readonly payload: Json; readonly key?: string }): boolean
  /**
   * What a worker outside says of a task that was offered: it claims it, is heard of, gives it back, or tells how it has ended (T1). Answers what it has in
   * hand, if it has. Throws EngineError TASK_TAKEN, TASK_OVER, TASK_NOT_HELD or RESULT_UNFIT; `openTasks` lists what there is.
   */
  task(word: TaskWord): TaskInHand | null
  /** Stops performing without recording anything, as a crash would, after telling steps in flight; for a clean shutdown. */
  detach(): void
  /**
   * Begins nothing more, records what comes of what is in flight, then detaches and calls back at that moment: whoever takes up the run
   * finds nothing in doubt (H9). Waits for as long as steps take; `detach` ends that.
   */
  release(done: () => void): void
  /**
   * Nothing happens to the run until what this returns is called: steps in flight go on, and what comes of them, of timers and of people is taken in then, in
   * its order. For whoever reads the state in pieces. A run that is let go of (`release`) goes on all the same. Undefined where something happens to it just now.
   */
  hold(): (() => void) | undefined
  /**
   * What the run waits for, while it waits for nothing but time and signals: a host may detach it and take it up from its log when that comes (H10).
   * Undefined while anything else is to be done, is in flight or is held in this process. O(live steps).
   */
  sleep(): Sleep | undefined
}

export interface Sleep {
  /** When its first timer is due, milliseconds; null: none is. */
  readonly wakesAt: number | null
  /** The signals that it waits for, as `signalKey` names them. */
  readonly waits: readonly string[]
}

/**
 * `retry`: once more, with other arguments if need be. `skipped`: it stays in the world. `done_outside`: a person has seen to it.
 * Of what nothing was known: `happened`, with the value that its undo is given, if it has one; `not_happened`: there is nothing to undo.
 */
export type UndoResolution = { readonly step: string } & (
  | { readonly how: 'retry'; readonly arguments?: { readonly [name: string]: Json } }
  | { readonly how: 'skipped' | 'done_outside'; readonly reason: string; readonly evidence?: Json }
  | { readonly how: 'happened'; readonly value?: Json }
  | { readonly how: 'not_happened'; readonly reason?: string }
)

/** `wave`: halt after each wave of steps. */
export interface StartOptions extends RunOptions {
  readonly input: { readonly [name: string]: Json }
  readonly wave?: boolean
  /** Since when the run waits for its turn, milliseconds since the epoch; now when left out. A host that takes up a run that had not begun knows better. */
  readonly waitingSince?: number
  /** Steps that have their results from an earlier run; `keptResults` of that run says which may. */
  readonly kept?: KeptResults
}

/** Starts a new run: `input` has been checked against the document's input schemas. */
export type StartRun = (options: StartOptions) => RunHandle

/**
 * Takes up a run from its log, after a crash or a restart. `events` is the whole log or, with a state that `restoreState` has made, what
 * comes after it; that state is the run's own from then on. What was in flight is in doubt (H5).
 */
export type RecoverRun = (options: RunOptions & { readonly events: readonly RunEvent[]; readonly from?: RunState }) => RunHandle
