import { cancelPreview, type CancelPreview } from '../decide/cancel-preview.ts'
import { keptResults, type KeptOptions, type KeptPlan } from '../decide/kept-results.ts'
import type { RunEvent } from '../event/event.ts'
import type { Plan } from '../plan/plan.ts'
import { EngineRunView, type Touch } from './engine-run-view.ts'
import { ForemostStep, type Standing } from './foremost-step.ts'
import { summaryOf, type RunOutcome } from './run-outcome.ts'
import type { RecordedMoment, RunHistory, RunSummary, StepView } from './run-view.ts'
import { sameStepView } from './same-step-view.ts'
import { Versions } from './versions.ts'

/** One place in a drawing for the elements of a container. */
interface Place {
  readonly steps: ForemostStep
  /** The path of the step that stood for all, by event. */
  readonly shown: Versions<string | undefined>
}

/** Every version of a step; that of an element stands in a place with others. */
class StepVersions extends Versions<StepView | undefined> implements Standing {
  place: Place | undefined
  /** Where it has been told last that it has changed. */
  told: ReadonlySet<string> | undefined
  weight: number | undefined
  before: Standing | undefined
  after: Standing | undefined

  constructor(
    readonly path: string,
    seq: number,
    view: StepView | undefined,
  ) {
    super(seq, view)
  }
}

/**
 * A view of one run of `plan` that keeps every version of every step: a step has as many as there were events about it, and they share
 * what did not change, so that memory grows with the log and a jump costs what is read after it. Snapshots of the whole state every N
 * events were rejected: each costs O(steps), and a jump still has to fold up to N events.
 */
export function createRunHistory(plan: Plan): RunHistory {
  return new EngineRunHistory(plan)
}

class EngineRunHistory implements RunHistory {
  readonly #view: EngineRunView
  readonly #steps = new Map<string, StepVersions>()
  readonly #outcomes: Versions<RunOutcome>
  /** Steps that the events of one call have changed. */
  #changed = new Set<string>()
  /** Steps with a place of their own, and places that many share. */
  readonly #single: (readonly [string, StepVersions])[] = []
  readonly #places = new Map<string, Place>()

  constructor(plan: Plan) {
    this.#view = new EngineRunView(plan)
    this.#outcomes = new Versions(0, this.#view.outcome)
  }

  apply(events: readonly RunEvent[]): ReadonlySet<string> {
    this.#changed = new Set()
    for (const event of events) {
      if (!this.#view.fold(event, this.#touch)) continue
      const { outcome } = this.#view
      if (outcome !== this.#outcomes.last) this.#outcomes.add(event.seq, outcome)
    }
    return this.#changed
  }

  ifCancelled(): CancelPreview | undefined {
    return cancelPreview(this.#view.state)
  }

  ifRunAgain(options?: KeptOptions): KeptPlan | undefined {
    return keptResults(this.#view.state, options)
  }

  get run(): RunSummary {
    return this.#view.run
  }

  step(path: string): StepView | undefined {
    return this.#view.step(path)
  }

  paths(): Iterable<string> {
    return this.#steps.keys()
  }

  steps(): readonly StepView[] {
    return this.at(Infinity).steps()
  }

  foremost(): Iterable<readonly [string, StepView]> {
    return this.at(Infinity).foremost()
  }

  foremostOf(drawn: string): StepView | undefined {
    return this.#foremostOf(drawn, Infinity)
  }

  changesOf(path: string): readonly number[] {
    return this.#steps.get(path)?.seqs ?? []
  }

  at(seq: number): RecordedMoment {
    const at = Math.min(seq, this.#view.state.seq)
    const steps = this.#steps
    const single = this.#single
    const places = this.#places
    const outcome = this.#outcomes.at(at) ?? this.#view.outcome
    const startedAt = at === 0 ? undefined : this.#view.startedAt
    return {
      get run() {
        return summaryOf(outcome, at, startedAt)
      },
      step: (path) => steps.get(path)?.at(at),
      foremostOf: (drawn) => this.#foremostOf(drawn, at),
      *paths() {
        for (const [path, versions] of steps) if (versions.at(at)) yield path
      },
      steps() {
        const found: StepView[] = []
        for (const versions of steps.values()) {
          const step = versions.at(at)
          if (step) found.push(step)
        }
        return found
      },
      *foremost() {
        for (const [path, versions] of single) {
          const step = versions.at(at)
          if (step) yield [path, step]
        }
        for (const [drawn, { shown }] of places) {
          const path = shown.at(at)
          const step = path === undefined ? undefined : steps.get(path)?.at(at)
          if (step) yield [drawn, step]
        }
      },
    }
  }

  #foremostOf(drawn: string, at: number): StepView | undefined {
    const place = this.#places.get(drawn)
    const path = place ? place.shown.at(at) : drawn
    return path === undefined ? undefined : this.#steps.get(path)?.at(at)
  }

  readonly #touch: Touch = (path, step, history) => {
    const { seq } = this.#view.state
    const view = this.#view.view(path, step, history)
    const versions = (history?.versions as StepVersions | undefined) ?? this.#steps.get(path)
    if (versions) this.#record(versions, seq, view)
    else this.#begin(seq, path, view)
    // found again without its path
    if (history && !history.versions) history.versions = this.#steps.get(path)
  }

  #record(versions: StepVersions, seq: number, view: StepView | undefined): void {
    const { last } = versions
    if (view === last || (view && last && sameStepView(view, last))) return
    versions.add(seq, view)
    if (view?.status !== last?.status) show(versions, seq, view)
    this.#tell(versions)
  }

  #tell(versions: StepVersions): void {
    if (versions.told === this.#changed) return
    versions.told = this.#changed
    this.#changed.add(versions.path)
  }

  #begin(seq: number, path: string, view: StepView | undefined): void {
    const versions = new StepVersions(path, seq, view)
    this.#steps.set(path, versions)
    this.#tell(versions)
    if (!path.includes('[')) return void this.#single.push([path, versions])
    versions.place = this.#placeOf(withoutIndices(path), seq)
    show(versions, seq, view)
  }

  #placeOf(drawn: string, seq: number): Place {
    const known = this.#places.get(drawn)
    if (known) return known
    const place: Place = { steps: new ForemostStep(), shown: new Versions<string | undefined>(seq, undefined) }
    this.#places.set(drawn, place)
    return place
  }
}

/** A step looks different, and so may the place that it shares. */
function show(step: StepVersions, seq: number, view: StepView | undefined): void {
  if (!step.place) return
  const { steps, shown } = step.place
  steps.set(step, view?.status)
  const foremost = steps.path
  if (foremost !== shown.last) shown.add(seq, foremost)
}

/** `each.charge` of `each[3].charge`. */
function withoutIndices(path: string): string {
  let drawn = ''
  let from = 0
  for (let open = path.indexOf('['); open !== -1; open = path.indexOf('[', from)) {
    drawn += path.slice(from, open)
    from = path.indexOf(']', open) + 1
  }
  return drawn + path.slice(from)
}
