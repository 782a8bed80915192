import type { Json } from '@eddy/workflow'
import type { RunError } from '../error/run-error.ts'
import type { EventData, LaneOutcome } from '../event/event.ts'
import type { Plan } from '../plan/plan.ts'
import { DueFacts } from './due-facts.ts'
import { Fifo } from './fifo.ts'
import { PerformingSteps } from './performing-steps.ts'
import { ReadyQueue } from './ready-queue.ts'
import type { ScopeInstance, StepInstance } from './run-tree.ts'
import type { RunStatus } from './status.ts'
import type { TaskOffer } from './task-offer.ts'

/**
 * The fold of a run's events. `evolve` changes it in place: whoever folds owns it, everyone else reads.
 *
 * Invariants:
 * 1. Everything but `claimed` marks follows from the events alone.
 * 2. `due` holds the facts that follow from the last event and are not in the log yet; a host records them before anything else.
 * 3. `performing` holds exactly the steps with a `duty`: an attempt, compensation, check or undo that has begun and has not ended.
 * 4. `undoStack` holds the undoable successes in the order of completion, none twice.
 */
export interface RunState {
  /** Replaced when the run is adapted to another version. */
  plan: Plan
  seq: number
  status: RunStatus
  /** Time of the last event, milliseconds. */
  now: number
  startedAt: number
  /** When it came to its end, or halted; undefined while it goes on. */
  endedAt: number | undefined
  input: { readonly [name: string]: Json }
  root: ScopeInstance | null
  /** Finished scopes stay, for a picture of the whole run; else only those in which something can be undone. */
  readonly keepsAll: boolean
  readonly due: DueFacts
  ready: ReadyQueue
  /** Performances that no host has taken up yet. */
  readonly tasks: Fifo<Task>
  readonly performing: PerformingSteps
  /** Slots taken. */
  inFlight: number
  syncInFlight: boolean
  /** What middleware allows at the moment; not part of the log. */
  slots: number
  attempts: number
  readonly timers: Map<string, Timer>
  /** Signals that came before their waiter, by name and correlation. */
  readonly signals: Map<string, Json[]>
  readonly waiters: Map<string, StepInstance[]>
  readonly halted: StepInstance[]
  /** Results that the run was started with: their steps are not carried out. */
  kept: NonNullable<EventData['run.started']['kept']> | null
  /** The run is to halt whatever becomes of the steps that have. */
  haltAsked: 'asked' | 'timeout' | null
  /** Of an adapted or resumed run: null, or the steps of the present wave that have not settled, with those held for the next. */
  wave: Wave | null
  readonly undoStack: StepInstance[]
  /** Successes so far: the order of completion. */
  completions: number
  /** Completions before it are not undone: the pivot has passed (U7). */
  undoFloor: number
  pivot: string | null
  /** Contained scopes being taken down. */
  readonly failingScopes: Set<ScopeInstance>
  /** By scope path; the run's own under the empty one. */
  readonly rollbacks: Map<string, Rollback>
  /** Being undone outside any rollback: successes that came late, and undos that a person has begun again. */
  readonly lateUndos: Set<StepInstance>
  /** Successes with effects, in the order of completion; those that are undone leave nothing. */
  readonly effects: StepInstance[]
  /** Attempts of which nothing is known. */
  readonly inDoubt: Set<StepInstance>
  /** Attempts in doubt that are to be made again once a slot is free; those whose duty has ended, or that hold a slot, are passed over. */
  readonly reruns: Fifo<StepInstance>
  /** Steps that a drain has not waited for; those that have another status are none any more. */
  readonly stragglers: Set<StepInstance>
  /** Calls that are left to workers outside, by the step that they are for. */
  readonly offers: Map<StepInstance, TaskOffer>
  value: Json | undefined
  error: RunError | undefined
  rollbackReason: 'failure' | 'cancelled' | 'undo' | 'timeout' | null
  /** The failure lane, once it has begun. */
  lane: ScopeInstance | null
  laneOutcome: LaneOutcome | undefined
  /** The fact that ends the present phase is due. */
  phaseDue: boolean
  readonly undone: string[]
  /** What could not be undone and is not resolved. */
  left: string[]
  /** What a person has let stay in the world. */
  readonly skipped: Set<StepInstance>
  residue: readonly string[]
  ordinals: number
}

/** A run that halts after each wave (single wave). */
export interface Wave {
  /** Still taking steps in: nothing has started since the run started or was resumed. */
  open: boolean
  unsettled: number
  readonly held: StepInstance[]
}

/** As a task: wait for it. */
export interface Timer {
  readonly kind: 'wait'
  readonly id: string
  readonly dueAt: number
  /** The number of the event that has set it: those that are due together go off in this order. */
  readonly setBy: number
  /** Undefined for timers of the run. */
  readonly step: StepInstance | undefined
}

/** One rollback under way: of the run (`scope` null) or of a contained scope. */
export interface Rollback {
  readonly scope: ScopeInstance | null
  /** All that it began with, undone since or not. */
  owed: readonly StepInstance[]
  /** Still to undo; under `sequential` the last comes first. */
  readonly remaining: StepInstance[]
  readonly active: Set<StepInstance>
  readonly undone: string[]
  readonly left: string[]
  /** Only for `parallel`: releases undos whose dependents are done. */
  release: ((done: StepInstance) => readonly StepInstance[]) | null
}

/** What a host has to perform. */
export type Task =
  | { readonly kind: 'attempt'; readonly step: StepInstance }
  | { readonly kind: 'compensate'; readonly step: StepInstance; readonly handler: string; readonly error: RunError }
  | { readonly kind: 'judge'; readonly step: StepInstance; readonly error: RunError }
  | { readonly kind: 'check'; readonly step: StepInstance }
  | { readonly kind: 'undo'; readonly step: StepInstance }
  | { readonly kind: 'abort'; readonly step: StepInstance }
  /** Take in how a worker outside has ended a task. */
  | { readonly kind: 'settle'; readonly step: StepInstance }
  /** Ask what follows a round of a repeat. */
  | { readonly kind: 'next'; readonly step: StepInstance }
  /** Ask a stream for its next element. */
  | { readonly kind: 'pull'; readonly step: StepInstance }
  | Timer

export function createState(plan: Plan, { keepsAll = false }: { readonly keepsAll?: boolean } = {}): RunState {
  return {
    plan, seq: 0, status: 'running', now: 0, startedAt: 0, endedAt: undefined, input: {}, root: null, keepsAll,
    due: new DueFacts(), ready: new ReadyQueue(), tasks: new Fifo(), performing: new PerformingSteps(),
    inFlight: 0, syncInFlight: false, slots: Infinity, attempts: 0, timers: new Map(), signals: new Map(), waiters: new Map(),
    halted: [], haltAsked: null, kept: null, wave: null, undoStack: [], completions: 0, undoFloor: 0, pivot: null, failingScopes: new Set(), rollbacks: new Map(), lateUndos: new Set(), effects: [],
    inDoubt: new Set(), reruns: new Fifo(), stragglers: new Set(), offers: new Map(), value: undefined, error: undefined, rollbackReason: null, lane: null, laneOutcome: undefined, phaseDue: false,
    undone: [], left: [], skipped: new Set(), residue: [], ordinals: 0,
  }
}

/** Whether nothing will ever happen to the run by itself again. */
export function isFinal(status: RunStatus): boolean {
  // asked about every step of every run, most of which are running
  return status !== 'running' && (status === 'succeeded' || status === 'rolled_back' || status === 'rollback_incomplete' || status === 'cancelled' || status === 'failed')
}

/** The run as a whole is being rolled back. */
export function hasRollback({ rollbacks }: RunState): boolean {
  return rollbacks.size > 0 && rollbacks.has('')
}

/** Steps may start. */
export function isForward(state: RunState): boolean {
  return state.status === 'running' || (state.lane !== null && state.laneOutcome === undefined && state.status === 'rolling_back')
}
