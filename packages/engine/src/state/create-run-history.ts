import { cancelPreview, type CancelPreview } from '../decide/cancel-preview.ts'
import { keptResults, type KeptOptions, type KeptPlan } from '../decide/kept-results.ts'
import type { RunEvent } from '../event/event.ts'
import type { Plan } from '../plan/plan.ts'
import { EngineRunView } from './engine-run-view.ts'
import { ForemostStep } from './foremost-step.ts'
import { summaryOf, type RunOutcome } from './run-outcome.ts'
import type { RecordedMoment, RunHistory, RunSummary, StepView } from './run-view.ts'
import type { StepInstance } from './step-instance.ts'
import { sameStepView } from './same-step-view.ts'
import { Versions } from './versions.ts'

type StepVersions = Versions<StepView | undefined>

/** One place in a drawing for the elements of a container. */
interface Place {
  readonly steps: ForemostStep
  /** The path of the step that stood for all, by event. */
  readonly shown: Versions<string | undefined>
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
  /** Steps with a place of their own, and places that many share. */
  readonly #single: (readonly [string, StepVersions])[] = []
  readonly #places = new Map<string, Place>()

  constructor(plan: Plan) {
    this.#view = new EngineRunView(plan)
    this.#outcomes = new Versions(0, this.#view.outcome)
  }

  apply(events: readonly RunEvent[]): ReadonlySet<string> {
    const changed = new Set<string>()
    const paths: string[] = []
    const steps: (StepInstance | undefined)[] = []
    const touch = (path: string, step?: StepInstance) => {
      paths.push(path)
      steps.push(step)
    }
    for (const event of events) {
      if (!this.#view.fold(event, touch)) continue
      for (let i = 0; i < paths.length; i++) {
        const path = paths[i] ?? ''
        this.#record(event.seq, path, steps[i])
        changed.add(path)
      }
      paths.length = 0
      steps.length = 0
      const { outcome } = this.#view
      if (outcome !== this.#outcomes.last) this.#outcomes.add(event.seq, outcome)
    }
    return changed
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

  #record(seq: number, path: string, step: StepInstance | undefined): void {
    const view = this.#view.step(path, step)
    const versions = this.#steps.get(path)
    if (!versions) return this.#begin(seq, path, view)
    const { last } = versions
    if (view === last || (view && last && sameStepView(view, last))) return
    versions.add(seq, view)
    if (view?.status !== last?.status && path.includes('[')) this.#place(seq, path, view)
  }

  #begin(seq: number, path: string, view: StepView | undefined): void {
    const versions: StepVersions = new Versions(seq, view)
    this.#steps.set(path, versions)
    if (path.includes('[')) this.#place(seq, path, view)
    else this.#single.push([path, versions])
  }

  #place(seq: number, path: string, view: StepView | undefined): void {
    const drawn = withoutIndices(path)
    let place = this.#places.get(drawn)
    if (!place) this.#places.set(drawn, (place = { steps: new ForemostStep(), shown: new Versions<string | undefined>(seq, undefined) }))
    place.steps.set(path, view?.status)
    const shown = place.steps.path
    if (shown !== place.shown.last) place.shown.add(seq, shown)
  }
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
