import type { Json, Step, WorkflowDocument } from '@eddy/workflow'
import type { RunError } from '../error/run-error.ts'
import type { MiddlewareReport } from './middleware-report.ts'
import type { LogLine } from './log-line.ts'

/**
 * One fact of a run. `seq` starts at 1 and has no gaps; `at` is milliseconds since the epoch; `step` is a step path
 * (`charge`, `each[3].charge`, `trip.reserve_hotel`); `attempt` counts from 1. Run state is the fold of these and nothing else.
 */
export type RunEvent = { [T in EventType]: EventOf<T> }[EventType]

export interface EventOf<T extends EventType> {
  readonly seq: number
  readonly at: number
  readonly type: T
  readonly step?: string
  readonly attempt?: number
  readonly data: EventData[T]
}

export type EventType = keyof EventData

export interface EventData {
  /** The input after defaults and transforms. */
  /** `wave`: the run halts after each wave of steps. `middleware`: names of what watches it, in order. */
  'run.started': { readonly input: { readonly [name: string]: Json }; readonly workflow: { readonly name: string; readonly hash: string }; readonly wave?: boolean; readonly middleware?: readonly string[]; /** Results of an earlier run that steps have without being carried out, by path. */ readonly kept?: KeptResults; /** A middleware has forbidden the run: it has no steps. */ readonly refused?: RunError; /** It was cancelled while it waited for its turn. */ readonly cancelled?: EventData['run.cancelled'] }
  /** `reports`: hooks of middleware that threw. */
  'run.succeeded': { readonly value: Json; readonly reports?: readonly MiddlewareReport[] }
  /** The forward outcome of a run whose rollback has ended. `lane`: how the failure lane ended. */
  'run.failed': { readonly error: RunError; readonly lane?: LaneOutcome; readonly reports?: readonly MiddlewareReport[] }
  'run.halted': { readonly value: Json; readonly reason?: 'asked' | 'in_doubt' | 'timeout' | 'pivot' | 'wave' }
  /** Somebody has asked the run to halt: steps in flight end first. */
  'run.halting': { readonly reason?: string }
  /** `othersWait`: it is a word for one step, and the others that halted wait for theirs; in logs without it they went on. */
  'run.resumed': { readonly payload?: Json; readonly resolution?: InDoubtResolution; readonly othersWait?: true }
  /** The request to cancel; the run ends with `rollback.completed`, or here with `rollback: false`. */
  'run.cancelled': { readonly rollback: boolean; readonly reason?: string }
  'run.timed_out': { readonly then: 'fail' | 'halt' | 'cancel' }
  /** The version that the run goes on with. */
  'run.adapted': { readonly hash: string; readonly document: WorkflowDocument }
  'rollback.started': { readonly reason: 'failure' | 'cancelled' | 'undo' | 'timeout'; readonly scope?: string; readonly error?: RunError }
  /** `undone` in the order of undoing; `left` what could not be undone; `residue` effects that stay on purpose. `reports`: of a cancelled run, whose last event it is. */
  'rollback.completed': { readonly undone: readonly string[]; readonly left: readonly string[]; readonly residue: readonly string[]; readonly scope?: string; readonly reports?: readonly MiddlewareReport[] }
  'step.ready': Record<never, never>
  /** `branch`: index taken by a switch. `count`: number of elements of a map. `key`: the idempotency key. `answer`: what a cache holds. `before`: what a group has made of its arguments. */
  'step.started': { readonly arguments: { readonly [name: string]: Json }; readonly key?: string; readonly branch?: number; readonly count?: number; readonly answer?: Json; readonly before?: Json; /** Its result was given to the run: nothing is carried out. */ readonly kept?: true; readonly signal?: EventData['signal.awaited'] }
  'step.succeeded': { readonly value: Json; readonly late?: boolean; readonly by?: string; readonly logs?: readonly LogLine[] }
  /** `compensate`: the step's handler is asked next. Otherwise the step has failed for good. `inDoubt`, here and below: what this or an earlier attempt did is not known, and nothing has settled it. */
  'step.failed': { readonly error: RunError; readonly compensate?: boolean; readonly logs?: readonly LogLine[]; readonly inDoubt?: true }
  /** `contained`: the element of a map or the whole of a group that is tried again. */
  'step.retrying': { readonly delayMs: number; readonly reason: RunError | null; readonly logs?: readonly LogLine[]; readonly inDoubt?: true }
  'step.skipped': { readonly value: Json }
  /** `error`: what a person is asked about, beyond the point of no return. */
  'step.halted': { readonly value: Json; readonly error?: RunError; readonly logs?: readonly LogLine[]; readonly inDoubt?: true }
  /**
   * In doubt: in flight when its host died, timed out after its effect may have begun, or without an answer (`lost`, with the `error`
   * that it was told by). `checked`: what its check has said since; one that has happened is a success.
   */
  'step.interrupted': { readonly cause: DoubtCause; readonly error?: RunError; readonly checked?: 'not_happened' | 'unknown'; readonly logs?: readonly LogLine[] }
  /** Still running after the drain of a failing run. */
  'step.straggled': Record<never, never>
  'guard.passed': { readonly index: number }
  'guard.stopped': { readonly index: number; readonly otherwise: { readonly value: Json } | { readonly fail: string } | { readonly halt: Json } }
  'compensation.started': { readonly handler: string; readonly error: RunError }
  /** `halts`, here and below: beyond the point of no return, a person is asked. */
  'compensation.completed': { readonly value: Json; readonly halts?: true }
  'compensation.continued': { readonly value: Json; readonly by: 'handler' | 'rule' }
  'compensation.retrying': { readonly delayMs: number; readonly reason: RunError | null }
  'compensation.failed': { readonly error: RunError; readonly halts?: true }
  /** `arguments`: what a person has put in place of the step's own. */
  'undo.started': { readonly value: Json; readonly handler?: string; readonly arguments?: { readonly [name: string]: Json } }
  'undo.succeeded': { readonly note?: string }
  'undo.retrying': { readonly delayMs: number; readonly reason: RunError | null }
  'undo.failed': { readonly error: RunError }
  'undo.resolved': { readonly how: 'skipped' | 'done_outside' | 'not_happened'; readonly reason: string; readonly evidence?: Json }
  /**
   * What a step adds to the running graph: `steps` of its own (with the `error` of a plan that cannot be), the `elements` of a stream
   * (`ended`: no more follow; with an `error` where it broke off), or the next `round` of a repeat with its element.
   */
  'steps.emitted': { readonly steps?: readonly Step[]; readonly error?: RunError; readonly elements?: readonly Json[]; readonly ended?: boolean; readonly round?: number; readonly element?: Json }
  'timer.set': { readonly timer: string; readonly dueAt: number }
  'timer.fired': { readonly timer: string }
  /** A container has come to a gate that is shut. `key`: within the name. `ahead`: others that came before. `heldBy`: the owner of what it waits for, `runId/path`. `until`: when it opens at the latest, milliseconds since the epoch. */
  'gate.awaited': { readonly kind: 'lock' | 'claim' | 'concurrency' | 'rate' | 'breaker' | 'cache'; readonly name: string; readonly key?: Json; readonly ahead?: number; readonly heldBy?: string; readonly until?: number }
  'signal.awaited': { readonly name: string; readonly correlation?: string }
  /** `key`: of who has sent it, so that a host can tell what has been delivered. */
  'signal.received': { readonly name: string; readonly correlation?: string; readonly payload: Json; readonly key?: string }
  /** A call of the step, or of one of its handlers, is left to a worker outside. `key`: the idempotency key. `schema`: what its result must fit. `timeoutMs`: the time limit of the call. */
  'task.offered': { readonly queue: string; readonly payload: Json; readonly leaseMs: number; readonly key: string; readonly purpose: TaskPurpose; readonly schema?: Json; readonly timeoutMs?: number }
  /** `task`, here and below: the number of the event that has offered it. `fence`: counts the claims of the task. `leaseUntil`: milliseconds since the epoch. */
  'task.claimed': { readonly task: number; readonly worker: string; readonly fence: number; readonly leaseUntil: number }
  'task.heartbeat': { readonly task: number; readonly fence: number; readonly leaseUntil: number; readonly progress?: Json }
  /** `expired`: the worker was not heard of within its lease. */
  'task.released': { readonly task: number; readonly worker: string; readonly fence: number; readonly reason: 'given_back' | 'expired'; readonly note?: string }
  'task.completed': { readonly task: number; readonly worker: string; readonly fence: number; readonly outcome: TaskOutcome }
}

/** What a task is for: the step itself, its failure handler, its undo, or its check of an attempt in doubt. */
export type TaskPurpose = 'run' | 'compensate' | 'undo' | 'check'

/** How a worker says that a task has ended. */
export type TaskOutcome =
  | { readonly kind: 'ok'; readonly value: Json }
  | { readonly kind: 'fail'; readonly error: { readonly code: string; readonly message: string; readonly retryable?: boolean; readonly details?: Json } }

export type DoubtCause = 'crash' | 'timeout' | 'lost'

/** What a run takes over from an earlier one: the values of steps, by path. */
export interface KeptResults {
  readonly from: string
  readonly results: { readonly [path: string]: Json }
}

/** How the failure lane of a failed run ended. */
export type LaneOutcome = { readonly status: 'succeeded' } | { readonly status: 'failed'; readonly error: RunError }

/** What a person says of an attempt in doubt. */
export type InDoubtResolution = { readonly step: string } & ({ readonly did: 'happened'; readonly value: Json } | { readonly did: 'not_happened' } | { readonly did: 'ask_again' })
