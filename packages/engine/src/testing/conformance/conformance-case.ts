import type { Json, Step, WorkflowDocument } from '@eddy/workflow'
import type { CancelPreview } from '../../decide/cancel-preview.ts'
import type { KeptPlan } from '../../decide/kept-results.ts'
import type { KeptResults, TaskOutcome } from '../../event/event.ts'
import type { GateRequest } from '../../port/gates.ts'
import type { RunHandle, UndoResolution } from '../../host/run-handle.ts'
import type { RunStatus } from '../../state/status.ts'

/** The parts of SPEC.md, in its order. */
export type Topic = 'form' | 'scheduling' | 'outcomes' | 'rollback' | 'interruption' | 'loops' | 'tasks' | 'lane' | 'middleware'

/**
 * One behaviour that every host shows, as data: a document, what its steps do in the world, what is asked of the run and when,
 * and what must come of it. All of it is JSON. Times are real and short: no case relies on two timers being far apart by less than 10 ms.
 */
export interface ConformanceCase {
  /** Kebab-case and unique. */
  readonly id: string
  readonly topic: Topic
  /** Ids of rules in SPEC.md. */
  readonly rules: readonly string[]
  readonly document: Pick<WorkflowDocument, 'steps'> & Partial<WorkflowDocument>
  readonly input?: { readonly [name: string]: Json }
  /** Results that the run has from an earlier one (K1). */
  readonly kept?: KeptResults
  /** Halt after each wave of steps (S9). */
  readonly wave?: boolean
  /**
   * By the path of a step, the name of a step or handler, or `name#undo` for a kind that undoes itself; the path goes first. The
   * n-th outcome is that of attempt n, the last one holds for all later attempts; what is not listed answers `ok` with null.
   */
  readonly scripts?: { readonly [name: string]: readonly ScriptedOutcome[] }
  /** Documents behind `compose`, by reference. */
  readonly composed?: { readonly [reference: string]: WorkflowDocument }
  readonly secrets?: { readonly [name: string]: Json }
  /** What `{ "$stream": name }` stands for; `breaksAt`: reading this element throws. */
  readonly streams?: { readonly [name: string]: { readonly elements: readonly Json[]; readonly breaksAt?: number } }
  /** A gate that somebody else holds when the run starts, and leaves after so many milliseconds. */
  readonly held?: Pick<GateRequest, 'kind' | 'name' | 'key' | 'settings'> & { readonly ms: number }
  readonly middleware?: readonly ScriptedMiddleware[]
  /** Performed one after the other. */
  readonly actions?: readonly ConformanceAction[]
  readonly expected: Expectation
  /** How the run ends, and what steps are given, holds wherever the process dies on the way; how often they are called does not. */
  readonly survivesDeath?: boolean
}

/** What a step does when it is called. `delayMs`: it answers so much later, whether it is told to stop or not. */
export type ScriptedOutcome = { readonly delayMs?: number } & (
  | { readonly do: 'ok'; readonly value?: Json; readonly steps?: readonly Step[] }
  /** Succeeds with one of its arguments, with the sum of all of them, or with the number of its attempt. */
  | { readonly do: 'echo'; readonly argument: string }
  | { readonly do: 'sum' | 'attempt' }
  | { readonly do: 'fail'; readonly code?: string; readonly message?: string; readonly retryable?: boolean; /** A failure that is no answer (H5). */ readonly effect?: 'unknown' | 'untried' }
  | { readonly do: 'retry'; readonly reason?: string; readonly afterMs?: number }
  | { readonly do: 'halt' | 'continue'; readonly value?: Json }
  | { readonly do: 'throw' | 'garbage' }
  /** Leaves the call to a worker outside (T1). */
  | { readonly do: 'offer'; readonly queue: string; readonly payload?: Json; readonly leaseMs?: number }
  /** Answers when it is told to stop, and not before. */
  | { readonly do: 'hang'; readonly then?: 'ok' | 'fail' }
)

/** A middleware that does what it is told, in the hooks that it has. */
export interface ScriptedMiddleware {
  readonly name: string
  readonly refuse?: string
  /** In the place of the run's value. */
  readonly complete?: Json
  /** Answers `ok` with this in place of the steps of that name. */
  readonly answer?: { readonly [step: string]: Json }
  readonly limit?: number
  readonly throws?: 'event' | 'complete'
}

/**
 * Something that is asked of the run. `at`: `begin`, at once; `settled`, when it rests; or `type path` of an event that is stored after the event of
 * the action before. `refused`: the code of the error that it must be refused with.
 */
export type ConformanceAction = { readonly at: string; readonly refused?: string } & (
  | { readonly do: 'crash' }
  | { readonly do: 'release' }
  | { readonly do: 'undo' }
  | ({ readonly do: 'resume' } & NonNullable<Parameters<RunHandle['resume']>[0]>)
  /** `preview`: what is told of it right before, from the log (U12). */
  | { readonly do: 'cancel'; readonly rollback?: boolean; readonly preview?: CancelPreview }
  | { readonly do: 'halt' }
  | { readonly do: 'retryNow'; readonly step?: string }
  | { readonly do: 'signal'; readonly name: string; readonly correlation?: string; readonly payload: Json }
  /** A worker outside says this of the last task of the step; with the fence of its last claim unless another is named. */
  | { readonly do: 'claim'; readonly step: string; readonly worker: string }
  | { readonly do: 'heartbeat' | 'giveBack'; readonly step: string; readonly fence?: number }
  | { readonly do: 'complete'; readonly step: string; readonly fence?: number; readonly outcome: TaskOutcome }
  | { readonly do: 'resolveUndo'; readonly resolution: UndoResolution }
  | { readonly do: 'adapt'; readonly document: ConformanceCase['document'] }
)

/** What must hold when the run has come to rest after the last action. What is left out may be anything. */
export interface Expectation {
  readonly status: RunStatus
  readonly value?: Json
  /** The code of the run's error. */
  readonly error?: string
  /** The code of its cause. */
  readonly cause?: string
  readonly undone?: readonly string[]
  readonly left?: readonly string[]
  readonly residue?: readonly string[]
  readonly lane?: 'succeeded' | 'failed'
  /** Steps, by path, whose effect was asked for exactly once, whatever the actions. */
  readonly executedOnce?: readonly string[]
  /** The arguments of the last call of a step, by path, or of a handler, by name. */
  readonly given?: { readonly [name: string]: { readonly [argument: string]: Json } }
  /** How many idempotency keys the calls of a step had, by path. */
  readonly keys?: { readonly [path: string]: number }
  /** Calls of the executor that were open at once, at most. */
  readonly inFlight?: number
  /** Events as `type path`: these in this order, others between them; `!type path` is nowhere. */
  readonly log?: readonly string[]
  /** What the world has seen, matched like `log`: `run path`, `end path`, `undo path`, `check path`, `compensate path`, `free gate`. */
  readonly calls?: readonly string[]
  /** What another run could take over from this one, from the log (K2). */
  readonly again?: KeptPlan
  /** Texts that may not be anywhere in the log. */
  readonly unlogged?: readonly string[]
}
