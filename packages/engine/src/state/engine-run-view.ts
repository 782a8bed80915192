import type { RunEvent } from '../event/event.ts'
import type { Plan } from '../plan/plan.ts'
import { evolve } from './evolve.ts'
import { outcomeOf, sameOutcome, summaryOf, type RunOutcome } from './run-outcome.ts'
import { createState, isFinal, type RunState } from './run-state.ts'
import type { RunSummary, StepView } from './run-view.ts'
import { stepsWithin, type ScopeInstance } from './scope-instance.ts'
import type { StepStatus } from './status.ts'
import { allSteps, stepAt } from './step-at.ts'
import { forgetRound, noteEvent, type StepHistory } from './step-history.ts'
import type { StepInstance } from './step-instance.ts'

/** `step`: as the state holds it, and what is kept beside it, where they are at hand. */
export type Touch = (path: string, step?: StepInstance, history?: StepHistory) => void

/**
 * The fold behind every screen. Invariants:
 * 1. Its state is the engine's own fold of the same events.
 * 2. `touch` is called for every step whose view differs after the event from what it was before, and for few others.
 */
export class EngineRunView {
  readonly state: RunState
  readonly #history = new Map<string, StepHistory>()
  /** Steps that another step's event may yet change. */
  readonly #open = new Map<string, StepHistory>()
  readonly #goneDown = new WeakSet<ScopeInstance>()
  #startedAt: number | undefined
  #endedAt: number | undefined
  #undoOrder = 0
  #outcome: RunOutcome

  constructor(plan: Plan) {
    this.state = createState(plan, { keepsAll: true })
    this.#outcome = outcomeOf(this.state, undefined)
  }

  /** Folds the next event; one that has been seen is passed over, and the answer is false. */
  fold(event: RunEvent, touch: Touch): boolean {
    const { state } = this
    if (event.seq <= state.seq) return false
    const before = state.status
    evolve(state, event)
    if (event.seq === 1) this.#startedAt = event.at
    if (state.status !== before || event.step === undefined) this.#endedAt = isFinal(state.status) || state.status === 'halted' ? (this.#endedAt ?? event.at) : undefined
    if (event.step === undefined) this.#touchRun(event, touch)
    else this.#noteStep(event, event.step, touch)
    if (state.status !== before) this.#touchOpen(touch)
    if (state.failingScopes.size > 0) this.#touchGoneDown(touch)
    return true
  }

  /** The same object for as long as nothing has changed but `seq`. */
  get outcome(): RunOutcome {
    if (!sameOutcome(this.state, this.#endedAt, this.#outcome)) this.#outcome = outcomeOf(this.state, this.#endedAt)
    return this.#outcome
  }

  get run(): RunSummary {
    return summaryOf(this.outcome, this.state.seq, this.#startedAt)
  }

  get startedAt(): number | undefined {
    return this.#startedAt
  }

  step(path: string): StepView | undefined {
    return this.view(path)
  }

  /** `known`, `history`: the step at that path and what is kept beside it, where they are at hand. */
  view(path: string, known?: StepInstance, history?: StepHistory): StepView | undefined {
    const step = known ?? stepAt(this.state, path)
    return step ? this.#view(step, path, history ?? this.#history.get(path)) : undefined
  }

  *paths(): Iterable<string> {
    for (const step of allSteps(this.state)) yield step.path
  }

  #noteStep(event: RunEvent, path: string, touch: Touch): void {
    const step = stepAt(this.state, path)
    // one string for each step: comparing the same string costs nothing
    const known = step?.path ?? path
    const history = this.#historyOf(known)
    if (step && history.step && step.scope !== history.step.scope) forgetRound(history)
    noteEvent(history, event, this.#nextOrder)
    history.step = step
    if (step && isSettledForGood(step.status)) this.#open.delete(known)
    else this.#open.set(known, history)
    touch(known, step, history)
    this.#touchAround(known, step, touch)
    if (step?.plan.native && beginsAnew(event)) this.#touchInside(path, touch)
    if (event.type === 'step.interrupted') this.#touchBeside(path, touch)
  }

  #historyOf(path: string): StepHistory {
    const known = this.#history.get(path)
    if (known) return known
    const history: StepHistory = { attempts: [] }
    this.#history.set(path, history)
    return history
  }

  /** An attempt in doubt has emitted nothing: what it had brought is gone. */
  #touchBeside(path: string, touch: Touch): void {
    const scope = path.slice(0, path.lastIndexOf('.') + 1)
    for (const other of this.#history.keys()) if (other.startsWith(scope)) touch(other)
  }

  readonly #nextOrder = () => this.#undoOrder++

  /** The containers around a step count it. */
  #touchAround(path: string, step: StepInstance | undefined, touch: Touch): void {
    if (step) for (let { owner } = step.scope; owner !== null; { owner } = owner.scope) touch(owner.path, owner)
    else for (let dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) touch(ownerOf(path.slice(0, dot)))
  }

  /** A container that begins anew has nothing inside. */
  #touchInside(path: string, touch: Touch): void {
    for (const inner of this.#history.keys()) {
      if (!inner.startsWith(path) || (inner[path.length] !== '.' && inner[path.length] !== '[')) continue
      this.#open.delete(inner)
      touch(inner)
    }
  }

  #touchRun(event: RunEvent, touch: Touch): void {
    if (event.type === 'run.adapted') return this.#touchAll(touch)
    if ((event.type === 'rollback.started' || event.type === 'rollback.completed') && event.data.scope !== undefined) {
      touch(ownerOf(event.data.scope))
      return this.#touchAround(event.data.scope, undefined, touch)
    }
    this.#touchOpen(touch)
  }

  #touchAll(touch: Touch): void {
    for (const step of allSteps(this.state)) touch(step.path)
    for (const path of this.#history.keys()) touch(path)
  }

  /** The run's own events change how waiting and stopped steps look. */
  #touchOpen(touch: Touch): void {
    for (const [path, { step }] of this.#open) {
      touch(path)
      if (step && isSettledForGood(step.status)) this.#open.delete(path)
    }
  }

  /** What waits inside a scope that is taken down stops without a word of its own. */
  #touchGoneDown(touch: Touch): void {
    for (const scope of this.state.failingScopes) {
      if (this.#goneDown.has(scope)) continue
      this.#goneDown.add(scope)
      for (const { path } of stepsWithin(scope)) {
        if (!this.#history.has(path)) this.#history.set(path, { attempts: [] })
        touch(path)
      }
    }
  }

  #view(step: StepInstance, path: string, history: StepHistory | undefined): StepView {
    // one that has not been reached in this round has nothing to tell of the round before
    if (step.status === 'idle') return { path, status: 'idle', attempt: 0, attempts: [] }
    const { timers } = this.state
    const timer = timers.size === 0 ? undefined : (timers.get(`retry:${path}`) ?? timers.get(`wait:${path}`) ?? timers.get(`signal:${path}`))
    const view: Writable<StepView> = new Seen(path, shownStatus(this.state, step), step)
    if (history !== undefined) view.attempts = history.attempts
    if (history !== undefined) addHistory(view, history)
    if (timer !== undefined) view.dueAt = timer.dueAt
    addState(view, step)
    return view
  }
}

function beginsAnew({ type, attempt }: RunEvent): boolean {
  return type === 'step.retrying' || (type === 'step.started' && attempt !== undefined && attempt > 1)
}

/** A class, so that what is added to it has its room in it from the start. */
class Seen {
  attempts: StepView['attempts'] = NONE
  attempt: number

  constructor(
    readonly path: string,
    readonly status: StepStatus,
    { attempt }: StepInstance,
  ) {
    this.attempt = attempt
  }
}

const NONE: StepView['attempts'] = []

type Writable<T> = { -readonly [K in keyof T]: T[K] }

function addState(view: Writable<StepView>, step: StepInstance): void {
  if (step.arguments !== undefined) view.arguments = step.arguments
  if (step.value !== undefined) view.value = step.value
  if (step.error !== undefined) view.error = step.error
  const elements = step.plan.map || step.plan.native === 'repeat' ? elementsOf(step) : undefined
  if (elements !== undefined) view.elements = elements
}

function addHistory(view: Writable<StepView>, { readyAt, startedAt, endedAt, undo, branch }: StepHistory): void {
  if (readyAt !== undefined) view.readyAt = readyAt
  if (startedAt !== undefined) view.startedAt = startedAt
  if (endedAt !== undefined) view.endedAt = endedAt
  if (undo !== undefined) view.undo = undo
  if (branch !== undefined) view.branch = branch
}

/** `each` for `each[3]`. */
function ownerOf(scope: string): string {
  return scope.endsWith(']') ? scope.slice(0, scope.lastIndexOf('[')) : scope
}

/** Only an event of its own changes such a step again. */
function isSettledForGood(status: StepStatus): boolean {
  return status === 'succeeded' || status === 'skipped' || status === 'failed' || status === 'undone' || status === 'undo_failed'
}

/** A step that the end of the run has stopped shows as cancelled. */
function shownStatus(state: RunState, step: StepInstance): StepView['status'] {
  const over = isFinal(state.status) || state.status === 'rolling_back'
  const pending = step.status === 'queued' || step.status === 'running' || step.status === 'retrying' || step.status === 'waiting'
  return over && pending && step.duty === null ? 'cancelled' : step.status
}

function elementsOf(step: StepInstance): StepView['elements'] {
  if (!step.container) return undefined
  const { elements, settled, failures, scopes, opened, stream } = step.container
  return { total: stream === null ? Math.max(elements.length, opened) : opened, succeeded: settled - failures, running: scopes.size, failed: failures }
}
