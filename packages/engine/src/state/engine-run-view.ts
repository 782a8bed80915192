import { whyQueued } from '../decide/why-queued.ts'
import type { RunEvent } from '../event/event.ts'
import type { Plan } from '../plan/plan.ts'
import { foldEvent } from './evolve.ts'
import { outcomeOf, sameOutcome, summaryOf, type RunOutcome } from './run-outcome.ts'
import { createState, type RunState } from './run-state.ts'
import type { QueueReason, RunSummary, StepView } from './run-view.ts'
import { stepsWithin } from './scope-instance.ts'
import type { ScopeInstance, StepInstance } from './run-tree.ts'
import type { StepStatus } from './status.ts'
import { allSteps, stepAt } from './step-at.ts'
import { StepHistory } from './step-history.ts'
import { countsElements, elementsOf, stepPicture } from './step-picture.ts'
import { sameElements } from './same-step-view.ts'
import { StepRecord } from './step-record.ts'

/** `step`: as the state holds it, where it is at hand. */
export type Touch = (record: StepRecord, step?: StepInstance) => void

/**
 * The fold behind every screen. Invariants:
 * 1. Its state is the engine's own fold of the same events.
 * 2. `touch` is called for every step whose view differs after the event from what it was before, and for few others.
 */
export class EngineRunView {
  readonly state: RunState
  readonly #records = new Map<string, StepRecord>()
  /** Steps that another step's event may yet change. */
  readonly #open = new Set<StepRecord>()
  readonly #goneDown = new WeakSet<ScopeInstance>()
  #startedAt: number | undefined
  #undoOrder = 0
  #outcome: RunOutcome

  constructor(plan: Plan) {
    this.state = createState(plan, { keepsAll: true })
    this.#outcome = outcomeOf(this.state)
  }

  /** Folds the next event; one that has been seen is passed over, and the answer is false. */
  fold(event: RunEvent, touch: Touch): boolean {
    const { state } = this
    if (event.seq <= state.seq) return false
    const before = state.status
    const known = this.#known(event)
    const subject = foldEvent(state, event, known?.step)
    if (event.seq === 1) this.#startedAt = event.at
    if (event.step === undefined) this.#touchRun(event, touch)
    else this.#noteStep(event, { step: stepNow(state, event.step, subject), known, touch })
    if (state.status !== before) this.#touchOpen(touch)
    if (state.failingScopes.size > 0) this.#touchGoneDown(touch)
    return true
  }

  #known({ step }: RunEvent): StepRecord | undefined {
    return step === undefined ? undefined : this.#records.get(step)
  }

  /** The same object for as long as nothing has changed but `seq` and the length of its lists. */
  get outcome(): RunOutcome {
    if (!sameOutcome(this.state, this.#outcome)) this.#outcome = outcomeOf(this.state, this.#outcome)
    return this.#outcome
  }

  get run(): RunSummary {
    return summaryOf(this.outcome, this.state.seq, this.#startedAt)
  }

  get startedAt(): number | undefined {
    return this.#startedAt
  }

  /** What is kept of the steps of which the run has spoken, by path, in the order in which it did. */
  get records(): ReadonlyMap<string, StepRecord> {
    return this.#records
  }

  step(path: string): StepView | undefined {
    const step = stepAt(this.state, path)
    return step && stepPicture(this.state, step, this.#records.get(path)?.soFar ?? NOTHING)
  }

  /** The picture of the step as it stands; it leaves the plain way for it. */
  view(record: StepRecord, known?: StepInstance): StepView | undefined {
    const step = known ?? stepAt(this.state, record.path)
    return step && stepPicture(this.state, step, record.history)
  }

  whyQueued(path: string): QueueReason | undefined {
    const step = stepAt(this.state, path)
    return step && whyQueued(this.state, step)
  }

  *paths(): Iterable<string> {
    for (const step of allSteps(this.state)) yield step.path
  }

  #noteStep(event: RunEvent & { readonly step?: string }, { step, known, touch }: Noting): void {
    const record = known ?? this.#recordOf(step?.path ?? event.step ?? '')
    // one string for each step: comparing the same string costs nothing
    const { path } = record
    record.note(event, step, this.#nextOrder)
    if (step && isSettledForGood(step.status)) this.#open.delete(record)
    else this.#open.add(record)
    touch(record, step)
    this.#touchAround(path, step, touch)
    if (step?.plan.native && beginsAnew(event)) this.#touchInside(path, touch)
    if (event.type === 'step.interrupted') this.#touchBeside(path, touch)
  }

  #recordOf(path: string): StepRecord {
    const known = this.#records.get(path)
    if (known) return known
    const record = new StepRecord(path)
    this.#records.set(path, record)
    return record
  }

  /** An attempt in doubt has emitted nothing: what it had brought is gone. */
  #touchBeside(path: string, touch: Touch): void {
    const scope = path.slice(0, path.lastIndexOf('.') + 1)
    for (const [other, record] of this.#records) if (other.startsWith(scope)) touch(record)
  }

  readonly #nextOrder = () => this.#undoOrder++

  /** The containers around a step count it. */
  #touchAround(path: string, step: StepInstance | undefined, touch: Touch): void {
    if (step) for (let { owner } = step.scope; owner !== null; { owner } = owner.scope) if (countsElements(owner)) this.#touchCounting(owner, touch)
    if (!step) for (let dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) touch(this.#recordOf(ownerOf(path.slice(0, dot))))
  }

  #touchCounting(owner: StepInstance, touch: Touch): void {
    const record = this.#recordOf(owner.path)
    if (record.last === undefined || !sameElements(record.last.elements, elementsOf(owner))) touch(record, owner)
  }

  /** A container that begins anew has nothing inside. */
  #touchInside(path: string, touch: Touch): void {
    for (const [inner, record] of this.#records) {
      if (!inner.startsWith(path) || (inner[path.length] !== '.' && inner[path.length] !== '[')) continue
      this.#open.delete(record)
      touch(record)
    }
  }

  #touchRun(event: RunEvent, touch: Touch): void {
    if (event.type === 'run.adapted') return this.#touchAll(touch)
    if ((event.type === 'rollback.started' || event.type === 'rollback.completed') && event.data.scope !== undefined) {
      touch(this.#recordOf(ownerOf(event.data.scope)))
      return this.#touchAround(event.data.scope, undefined, touch)
    }
    this.#touchOpen(touch)
  }

  #touchAll(touch: Touch): void {
    for (const step of allSteps(this.state)) touch(this.#recordOf(step.path))
    for (const record of this.#records.values()) touch(record)
  }

  /** The run's own events change how waiting and stopped steps look. */
  #touchOpen(touch: Touch): void {
    for (const record of this.#open) {
      touch(record)
      if (record.step && isSettledForGood(record.step.status)) this.#open.delete(record)
    }
  }

  /** What waits inside a scope that is taken down stops without a word of its own. */
  #touchGoneDown(touch: Touch): void {
    for (const scope of this.state.failingScopes) {
      if (this.#goneDown.has(scope)) continue
      this.#goneDown.add(scope)
      for (const { path } of stepsWithin(scope)) touch(this.#recordOf(path))
    }
  }
}

interface Noting {
  /** What now has the path of the event's step, and what was kept of it before. */
  readonly step: StepInstance | undefined
  readonly known: StepRecord | undefined
  readonly touch: Touch
}

/** The step that now has the path of the event's: where names are taken over, that may be another than the event is about. */
function stepNow(state: RunState, path: string, subject: StepInstance | undefined): StepInstance | undefined {
  return subject !== undefined && subject.scope.emitted === undefined && subject.scope.lane === '' ? subject : stepAt(state, path)
}

function beginsAnew({ type, attempt }: RunEvent): boolean {
  return type === 'step.retrying' || (type === 'step.started' && attempt !== undefined && attempt > 1)
}

/** `each` for `each[3]`. */
function ownerOf(scope: string): string {
  return scope.endsWith(']') ? scope.slice(0, scope.lastIndexOf('[')) : scope
}

/** Only an event of its own changes such a step again. */
function isSettledForGood(status: StepStatus): boolean {
  return status === 'succeeded' || status === 'skipped' || status === 'failed' || status === 'undone' || status === 'undo_failed'
}

const NOTHING = new StepHistory()
