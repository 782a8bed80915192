import { cancelPreview, type CancelPreview } from '../decide/cancel-preview.ts'
import { keptResults, type KeptOptions, type KeptPlan } from '../decide/kept-results.ts'
import type { RunEvent } from '../event/event.ts'
import type { Plan } from '../plan/plan.ts'
import { EngineRunView, type Touch } from './engine-run-view.ts'
import { ForemostStep } from './foremost-step.ts'
import { summaryOf, type RunOutcome } from './run-outcome.ts'
import type { QueueReason, RecordedMoment, RunHistory, RunSummary, StepView } from './run-view.ts'
import { sameStepView } from './same-step-view.ts'
import type { StepStatus } from './status.ts'
import { shownStatus } from './step-picture.ts'
import type { Place, StepRecord } from './step-record.ts'
import { Versions } from './versions.ts'

/**
 * A view of one run of `plan` that keeps every version of every step (`StepRecord`): for most steps their events, of which a picture is made when it is
 * looked at; for the others one picture for each event about them, which share what did not change. So memory grows with the log and a
 * jump costs what is read after it. Snapshots of the whole state every N events were rejected: each costs O(steps), and a jump still
 * has to fold up to N events.
 */
export function createRunHistory(plan: Plan): RunHistory {
  return new EngineRunHistory(plan)
}

class EngineRunHistory implements RunHistory {
  readonly #view: EngineRunView
  readonly #steps: ReadonlyMap<string, StepRecord>
  readonly #outcomes: Versions<RunOutcome>
  /** Steps that the events of one call have changed. */
  #changed = new Set<string>()
  /** Steps with a place of their own, and places that many share. */
  readonly #single: StepRecord[] = []
  readonly #places = new Map<string, Place>()

  constructor(plan: Plan) {
    this.#view = new EngineRunView(plan)
    this.#steps = this.#view.records
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

  whyQueued(path: string): QueueReason | undefined {
    return this.#view.whyQueued(path)
  }

  ifRunAgain(options?: KeptOptions): KeptPlan | undefined {
    return keptResults(this.#view.state, options)
  }

  get run(): RunSummary {
    return this.#view.run
  }

  step(path: string): StepView | undefined {
    return this.#steps.get(path)?.last ?? this.#view.step(path)
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
        for (const [path, record] of steps) if (record.at(at)) yield path
      },
      steps() {
        const found: StepView[] = []
        for (const record of steps.values()) {
          const step = record.at(at)
          if (step) found.push(step)
        }
        return found
      },
      *foremost() {
        for (const record of single) {
          const step = record.at(at)
          if (step) yield [record.path, step]
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

  readonly #touch: Touch = (record, step) => {
    const { seq } = this.#view.state
    if (record.told === undefined) this.#begin(record, seq)
    // its event says what it looks like
    if (step !== undefined && record.isPlainAt(seq) && shownStatus(this.#view.state, step) === step.status) this.#changes(record, seq, step.status)
    else this.#record(record, seq, this.#view.view(record, step))
  }

  /** A step of which the run has not spoken before. */
  #begin(record: StepRecord, seq: number): void {
    if (record.path.includes('[')) record.place = this.#placeOf(withoutIndices(record.path), seq)
    else this.#single.push(record)
  }

  #record(record: StepRecord, seq: number, view: StepView | undefined): void {
    const { last } = record
    if (record.told !== undefined && (view === last || (view && last && sameStepView(view, last)))) return
    record.add(seq, view)
    this.#changes(record, seq, view?.status)
  }

  #changes(record: StepRecord, seq: number, status: StepStatus | undefined): void {
    if (record.place?.steps.set(record, status)) show(record.place, seq)
    if (record.told === this.#changed) return
    record.told = this.#changed
    this.#changed.add(record.path)
  }

  #placeOf(drawn: string, seq: number): Place {
    const known = this.#places.get(drawn)
    if (known) return known
    const place: Place = { steps: new ForemostStep(), shown: new Versions<string | undefined>(seq, undefined) }
    this.#places.set(drawn, place)
    return place
  }
}

/** One of the steps that share the place looks different, and so may the place. */
function show({ steps, shown }: Place, seq: number): void {
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
