import type { Json } from '@eddy/workflow'
import { EngineError } from '../../error/engine-error.ts'
import type { EventType } from '../../event/event.ts'
import type { Plan } from '../../plan/plan.ts'
import { createState, type RunState } from '../run-state.ts'
import type { StepInstance } from '../run-tree.ts'
import { ScopeInstance } from '../scope-instance.ts'
import type { TaskOffer } from '../task-offer.ts'
import type { ScopeForm } from './forms.ts'
import { StateReader } from './state-reader.ts'
import { NotNow, StateWriter, type DetachedForm } from './state-writer.ts'

/**
 * Raised with every change of what a state holds or of how it is written, and with every change of what an event does to it: an older
 * snapshot is thrown away then, and the log is folded.
 */
export const SNAPSHOT_VERSION = 1

/** A run's state after the event `seq`, as JSON; steps are named by their numbers. */
export interface StateSnapshot {
  readonly version: number
  /** The hash of the plan's document. */
  readonly plan: string
  readonly seq: number
  readonly plainly: Plainly
  readonly root: ScopeForm
  readonly detached: readonly DetachedForm[]
  /** A step, and those that wait for it beyond its plan. */
  readonly awaited: readonly (readonly [number, readonly number[]])[]
  readonly due: readonly { readonly type: EventType; readonly data: unknown; readonly step: number | null }[]
  readonly timers: readonly { readonly id: string; readonly dueAt: number; readonly setBy: number; readonly step: number | null }[]
  readonly signals: readonly (readonly [string, Json[]])[]
  readonly waiters: readonly (readonly [string, readonly number[]])[]
  readonly offers: readonly (readonly [number, TaskOffer])[]
  readonly performing: readonly number[]
  readonly undoStack: readonly number[]
  readonly effects: readonly number[]
  readonly inDoubt: readonly number[]
  readonly stragglers: readonly number[]
}

/** What is JSON as it is. */
type Plainly = Pick<RunState, (typeof PLAIN)[number]>

const PLAIN = ['now', 'startedAt', 'input', 'attempts', 'kept', 'completions', 'undoFloor', 'pivot', 'ordinals', 'undone', 'left'] as const

/**
 * The state as JSON, from which `restoreState` makes the same again; what it holds is shared with the state, and to be put into words
 * before the run goes on. Undefined where the run does not simply go forward, or has taken steps in at run time: its log tells that,
 * and an earlier snapshot is as good. O(the state).
 */
export function snapshotOf(state: RunState): StateSnapshot | undefined {
  const { root } = state
  if (root === null || !goesForward(state)) return undefined
  try {
    return written(state, root)
  } catch (error) {
    if (error instanceof NotNow) return undefined
    throw error
  }
}

function written(state: RunState, root: NonNullable<RunState['root']>): StateSnapshot {
  const { plan, seq, due } = state
  const writer = new StateWriter()
  const { numberOf } = writer
  const ofAny = (step: StepInstance | undefined) => (step === undefined ? null : numberOf(step))
  const form = writer.scope(root)
  const named = {
    due: due.front(due.size).map(({ type, data, step }) => ({ type, data, step: ofAny(step) })),
    timers: Array.from(state.timers.values(), ({ id, dueAt, setBy, step }) => ({ id, dueAt, setBy, step: ofAny(step) })),
    signals: [...state.signals],
    waiters: Array.from(state.waiters, ([key, steps]) => [key, steps.map(numberOf)] as const),
    offers: Array.from(state.offers, ([step, offer]) => [numberOf(step), offer] as const),
    performing: Array.from(state.performing, numberOf),
    undoStack: state.undoStack.map(numberOf),
    effects: state.effects.map(numberOf),
    inDoubt: Array.from(state.inDoubt, numberOf),
    stragglers: Array.from(state.stragglers, numberOf),
  }
  // naming a step may have found another scope, whose steps may be waited for
  const awaited: [number, number[]][] = []
  for (let i = 0; i < writer.awaited.length; i++) {
    const step = writer.awaited[i]
    if (step !== undefined) awaited.push([numberOf(step), (step.waiters ?? []).map(numberOf)])
  }
  // those of `PLAIN` are all there
  const plainly = Object.fromEntries(PLAIN.map((name) => [name, state[name]])) as unknown as Plainly
  return { version: SNAPSHOT_VERSION, plan: plan.hash, seq, plainly, root: form, awaited, detached: writer.detached, ...named }
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
  for (const number of snapshot.performing) state.performing.add(step(number))
  for (const number of snapshot.undoStack) state.undoStack.push(step(number))
  for (const number of snapshot.effects) state.effects.push(step(number))
  for (const number of snapshot.inDoubt) state.inDoubt.add(step(number))
  for (const number of snapshot.stragglers) state.stragglers.add(step(number))
}
