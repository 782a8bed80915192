import type { Json } from '@eddy/workflow'
import { EngineError } from '../../error/engine-error.ts'
import type { EventType } from '../../event/event.ts'
import type { Plan } from '../../plan/plan.ts'
import { createState, type RunState } from '../run-state.ts'
import type { StepInstance } from '../run-tree.ts'
import { ScopeInstance } from '../scope-instance.ts'
import type { TaskOffer } from '../task-offer.ts'
import type { ScopeForm } from './forms.ts'
import { jsonPieces, Unrolled } from './json-pieces.ts'
import { StateReader } from './state-reader.ts'
import { NotNow, StateWriter, type DetachedForm } from './state-writer.ts'

/**
 * Raised with every change of what a state holds or of how it is written, and with every change of what an event does to it: an older
 * snapshot is thrown away then, and the log is folded.
 */
export const SNAPSHOT_VERSION = 2

/** A run's state after the event `seq`, as JSON; steps are named by their numbers. */
export interface StateSnapshot {
  readonly version: number
  /** The hash of the plan's document. */
  readonly plan: string
  readonly seq: number
  readonly plainly: Plainly
  readonly root: ScopeForm
  readonly detached: Iterable<DetachedForm>
  /** A step, and those that wait for it beyond its plan. */
  readonly awaited: Iterable<readonly [number, readonly number[]]>
  readonly due: Iterable<{ readonly type: EventType; readonly data: unknown; readonly step: number | null }>
  readonly timers: Iterable<{ readonly id: string; readonly dueAt: number; readonly setBy: number; readonly step: number | null }>
  readonly signals: Iterable<readonly [string, Json[]]>
  readonly waiters: Iterable<readonly [string, readonly number[]]>
  readonly offers: Iterable<readonly [number, TaskOffer]>
  // each as what is added to the number before
  readonly performing: Iterable<number>
  readonly undoStack: Iterable<number>
  readonly effects: Iterable<number>
  readonly inDoubt: Iterable<number>
  readonly stragglers: Iterable<number>
}

/** What is JSON as it is. */
type Plainly = Pick<RunState, (typeof PLAIN)[number]>

const PLAIN = ['now', 'startedAt', 'input', 'attempts', 'kept', 'completions', 'undoFloor', 'pivot', 'ordinals', 'undone', 'left'] as const

/**
 * The state as JSON, from which `restoreState` makes the same again, in pieces of some thousand characters: nothing may happen to the run between the first
 * and the last. Answers whether that is a snapshot: there is none where the run does not simply go forward, or has taken steps in at run time. Its log tells
 * that, and an earlier snapshot is as good. O(the state).
 */
export function* snapshotPieces(state: RunState): Generator<string, boolean> {
  const { root } = state
  if (root === null || !goesForward(state)) return false
  try {
    yield* jsonPieces(written(state, root))
    return true
  } catch (error) {
    if (error instanceof NotNow) return false
    throw error
  }
}

/** All of them at once; undefined where there is no snapshot. */
export function snapshotText(state: RunState): string | undefined {
  const pieces = snapshotPieces(state)
  let text = ''
  for (let piece = pieces.next(); ; piece = pieces.next()) {
    if (piece.done) return piece.value ? text : undefined
    text += piece.value
  }
}

/** To be written in this order: steps have their numbers once they are. */
function written(state: RunState, root: NonNullable<RunState['root']>): StateSnapshot {
  const { plan, seq } = state
  const writer = new StateWriter()
  const { numberOf } = writer
  const due = state.due.front(state.due.size)
  const timers = [...state.timers.values()]
  const ofAny = (step: StepInstance | undefined) => (step === undefined ? null : numberOf(step))
  const lists = [due.map(({ step }) => step), timers.map(({ step }) => step), [...state.waiters.values()].flat(), state.offers.keys(), state.performing, state.undoStack, state.effects, state.inDoubt, state.stragglers]
  const numbers = (steps: Iterable<StepInstance>) => differences(steps, numberOf)
  // those of `PLAIN` are all there
  const plainly = Object.fromEntries(PLAIN.map((name) => [name, state[name]])) as unknown as Plainly
  return {
    version: SNAPSHOT_VERSION, plan: plan.hash, seq, plainly, root: writer.scope(root), detached: new Unrolled(writer.detached(all(lists)), (one) => one),
    awaited: new Unrolled(writer.awaited(), (one) => one),
    due: new Unrolled(due, ({ type, data, step }) => ({ type, data, step: ofAny(step) })),
    timers: new Unrolled(timers, ({ id, dueAt, setBy, step }) => ({ id, dueAt, setBy, step: ofAny(step) })),
    signals: [...state.signals],
    waiters: new Unrolled(state.waiters, ([key, steps]) => [key, steps.map(numberOf)] as const),
    offers: new Unrolled(state.offers, ([step, offer]) => [numberOf(step), offer] as const),
    performing: numbers(state.performing), undoStack: numbers(state.undoStack), effects: numbers(state.effects), inDoubt: numbers(state.inDoubt), stragglers: numbers(state.stragglers),
  }
}

function* all<T>(lists: readonly Iterable<T>[]): Generator<T> {
  for (const list of lists) yield* list
}

/** Steps come on lists nearly in the order in which they were made: what is between their numbers is shorter than they are. */
function differences(steps: Iterable<StepInstance>, numberOf: (step: StepInstance) => number): Iterable<number> {
  let last = 0
  return new Unrolled(steps, (step) => {
    const before = last
    last = numberOf(step)
    return last - before
  })
}

function* sums(differences: Iterable<number>): Generator<number> {
  let number = 0
  for (const difference of differences) yield (number += difference)
}

/** Nothing of it fails, halts or goes back, and it is not stepped through. */
function goesForward(state: RunState): boolean {
  const { status, keepsAll, wave, lane, halted, haltAsked, rollbackReason, error, phaseDue } = state
  const calm = status === 'running' && !keepsAll && wave === null && lane === null && halted.length === 0 && haltAsked === null && rollbackReason === null && error === undefined && !phaseDue
  return calm && state.failingScopes.size + state.rollbacks.size + state.lateUndos.size + state.skipped.size + state.reruns.size === 0
}

/**
 * The state that the snapshot was made of, with nothing taken up by a host. Throws EngineError SNAPSHOT_UNFIT where it is of another
 * version or of another document, and anything where it is not whole: the log is to be folded then. O(the state).
 */
export function restoreState(plan: Plan, snapshot: StateSnapshot): RunState {
  if (snapshot.version !== SNAPSHOT_VERSION || snapshot.plan !== plan.hash) throw new EngineError('SNAPSHOT_UNFIT', `the snapshot is of version ${snapshot.version} and of the document ${snapshot.plan}; wanted are ${SNAPSHOT_VERSION} and ${plan.hash}`)
  const state = Object.assign(createState(plan), snapshot.plainly)
  state.seq = snapshot.seq
  state.root = new ScopeInstance({ plan: plan.scope, owner: null, inputs: state.input }, snapshot.root.table.ordinal)
  const reader = new StateReader()
  reader.take(state.root, snapshot.root)
  // in order, they stand in a plain queue
  for (const step of reader.queued.toSorted((a, b) => a.ordinal - b.ordinal)) state.ready.push(step)
  for (const scope of snapshot.detached) reader.detached(scope)
  connect(state, snapshot, reader)
  return state
}

function connect(state: RunState, snapshot: StateSnapshot, { step, occupying }: StateReader): void {
  const ofAny = (number: number | null) => (number === null ? undefined : step(number))
  for (const [awaited, waiters] of snapshot.awaited) step(awaited).waiters = waiters.map(step)
  // written as pairs of type and data
  for (const one of snapshot.due) state.due.push(one.type, one.data as never, ofAny(one.step))
  for (const { step: number, ...timer } of snapshot.timers) state.timers.set(timer.id, { kind: 'wait', ...timer, step: ofAny(number) })
  for (const [key, payloads] of snapshot.signals) state.signals.set(key, payloads)
  for (const [key, steps] of snapshot.waiters) state.waiters.set(key, steps.map(step))
  for (const [number, offer] of snapshot.offers) state.offers.set(step(number), { ...offer, claim: offer.claim && { ...offer.claim, progress: offer.claim.progress }, outcome: offer.outcome })
  connectLists(state, snapshot, step)
  for (const { plan } of occupying) {
    state.inFlight++
    if (plan.sync) state.syncInFlight = true
  }
}

function connectLists(state: RunState, snapshot: StateSnapshot, step: StateReader['step']): void {
  for (const number of sums(snapshot.performing)) state.performing.add(step(number))
  for (const number of sums(snapshot.undoStack)) state.undoStack.push(step(number))
  for (const number of sums(snapshot.effects)) state.effects.push(step(number))
  for (const number of sums(snapshot.inDoubt)) state.inDoubt.add(step(number))
  for (const number of sums(snapshot.stragglers)) state.stragglers.add(step(number))
}
