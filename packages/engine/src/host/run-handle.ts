import type { Json } from '@eddy/workflow'
import type { RunError } from '../error/run-error.ts'
import type { InDoubtResolution, RunEvent } from '../event/event.ts'
import type { Plan } from '../plan/plan.ts'
import type { Ports } from '../port/ports.ts'
import type { RunState } from '../state/run-state.ts'
import type { RunStatus } from '../state/status.ts'

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
  /** Continues a halted run. Throws EngineError NOT_HALTED otherwise. */
  resume(options?: { readonly payload?: Json; readonly resolution?: InDoubtResolution }): void
  /** Undoes a succeeded run, once. Throws EngineError NOT_UNDOABLE otherwise. */
  undo(): void
  /** Hands a signal to its waiter, or keeps it for one. False when the run is over. */
  signal(signal: { readonly name: string; readonly correlation?: string; readonly payload: Json }): boolean
  /** Stops performing without recording anything, as a crash would, after telling steps in flight; for a clean shutdown. */
  detach(): void
}

/** Starts a new run: `input` has been checked against the document's input schemas. */
export type StartRun = (options: RunOptions & { readonly input: { readonly [name: string]: Json } }) => RunHandle

/** Takes up a run from its log, after a crash or a restart; `events` is the whole log. What was in flight is in doubt (H5). */
export type RecoverRun = (options: RunOptions & { readonly events: readonly RunEvent[] }) => RunHandle
