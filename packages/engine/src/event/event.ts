import type { Json } from '@eddy/workflow'
import type { RunError } from '../error/run-error.ts'

/**
 * One fact of a run. `seq` starts at 1 and has no gaps; `at` is milliseconds since the epoch; `step` is a step path
 * (`charge`, `each[3].charge`, `trip.reserve_hotel`); `attempt` counts from 1. Run state is the fold of these and nothing else.
 */
export type RunEvent = { readonly seq: number; readonly at: number } & Fact

/** What happened, before the log has numbered and dated it. */
export type Fact = { [T in EventType]: FactOf<T> }[EventType]

export type FactOf<T extends EventType> = { readonly type: T; readonly step?: string; readonly attempt?: number; readonly data: EventData[T] }

export type EventType = keyof EventData

export interface EventData {
  /** The input after defaults and transforms. */
  'run.started': { readonly input: { readonly [name: string]: Json }; readonly workflow: { readonly name: string; readonly hash: string } }
  'run.succeeded': { readonly value: Json }
  /** The forward outcome of a run whose rollback has ended. */
  'run.failed': { readonly error: RunError }
  'run.halted': { readonly value: Json; readonly reason?: 'asked' | 'in_doubt' | 'timeout' | 'pivot' }
  'run.resumed': { readonly payload?: Json; readonly resolution?: InDoubtResolution }
  /** The request to cancel; the run ends with `rollback.completed`, or here with `rollback: false`. */
  'run.cancelled': { readonly rollback: boolean; readonly reason?: string }
  'run.timed_out': { readonly then: 'fail' | 'halt' | 'cancel' }
  'run.adapted': { readonly hash: string }
  'rollback.started': { readonly reason: 'failure' | 'cancelled' | 'undo' | 'timeout'; readonly scope?: string; readonly error?: RunError }
  /** `undone` in the order of undoing; `left` what could not be undone; `residue` effects that stay on purpose. */
  'rollback.completed': { readonly undone: readonly string[]; readonly left: readonly string[]; readonly residue: readonly string[]; readonly scope?: string }
  'step.ready': Record<never, never>
  /** `branch`: index taken by a switch. `count`: number of elements of a map. `key`: the idempotency key. */
  'step.started': { readonly arguments: { readonly [name: string]: Json }; readonly key?: string; readonly branch?: number; readonly count?: number; readonly signal?: EventData['signal.awaited'] }
  'step.succeeded': { readonly value: Json; readonly late?: boolean; readonly logs?: readonly LogLine[] }
  /** `compensate`: the step's handler is asked next. Otherwise the step has failed for good. */
  'step.failed': { readonly error: RunError; readonly compensate?: boolean; readonly logs?: readonly LogLine[] }
  /** `contained`: the element of a map or the whole of a group that is tried again. */
  'step.retrying': { readonly delayMs: number; readonly reason: RunError | null; readonly logs?: readonly LogLine[] }
  'step.skipped': { readonly value: Json }
  'step.halted': { readonly value: Json; readonly logs?: readonly LogLine[] }
  /** In flight when its host died, or timed out after its effect may have begun: in doubt. */
  'step.interrupted': { readonly cause: 'crash' | 'timeout' }
  /** Still running after the drain of a failing run. */
  'step.straggled': Record<never, never>
  'guard.passed': { readonly index: number }
  'guard.stopped': { readonly index: number; readonly otherwise: { readonly value: Json } | { readonly fail: string } | { readonly halt: Json } }
  'compensation.started': { readonly handler: string; readonly error: RunError }
  'compensation.completed': { readonly value: Json }
  'compensation.continued': { readonly value: Json; readonly by: 'handler' | 'rule' }
  'compensation.retrying': { readonly delayMs: number; readonly reason: RunError | null }
  'compensation.failed': { readonly error: RunError }
  'undo.started': { readonly value: Json; readonly handler?: string }
  'undo.succeeded': { readonly note?: string }
  'undo.retrying': { readonly delayMs: number; readonly reason: RunError | null }
  'undo.failed': { readonly error: RunError }
  'undo.resolved': { readonly how: 'skipped' | 'done_outside'; readonly reason: string }
  'steps.emitted': { readonly steps: readonly Json[] }
  'timer.set': { readonly timer: string; readonly dueAt: number }
  'timer.fired': { readonly timer: string }
  'signal.awaited': { readonly name: string; readonly correlation?: string }
  'signal.received': { readonly name: string; readonly correlation?: string; readonly payload: Json }
  'task.offered': { readonly [key: string]: Json }
  'task.claimed': { readonly [key: string]: Json }
  'task.heartbeat': { readonly [key: string]: Json }
  'task.released': { readonly [key: string]: Json }
  'task.completed': { readonly [key: string]: Json }
}

export interface LogLine {
  readonly level: 'log' | 'info' | 'warn' | 'error' | 'debug'
  readonly text: string
}

/** What a person says of an attempt in doubt. */
export type InDoubtResolution = { readonly step: string } & ({ readonly did: 'happened'; readonly value: Json } | { readonly did: 'not_happened' } | { readonly did: 'ask_again' })
