import type { RunEvent } from '../event/event.ts'
import type { ForemostStep, Standing } from './foremost-step.ts'
import { isNextStage, PLAIN_STAGES, plainHistory, plainPicture, type PlainWay } from './plain-stages.ts'
import type { StepView } from './run-view.ts'
import { noteEvent, type StepHistory } from './step-history.ts'
import type { StepInstance } from './run-tree.ts'
import { Versions } from './versions.ts'

/** One place in a drawing for the elements of a container. */
export interface Place {
  readonly steps: ForemostStep
  /** The path of the step that stood for all, by event. */
  readonly shown: Versions<string | undefined>
}

/**
 * What is kept of a step beside the engine's own state. While it goes the plain way it is its events and nothing more; its pictures are
 * made when they are looked at. From the first other event on, what a picture needs is noted as it comes (`history`), and whoever
 * remembers every moment remembers every version.
 */
export class StepRecord implements Standing {
  declare readonly path: string
  /** As the state holds it, at the last event that was about it. */
  step: StepInstance | undefined = undefined
  #passed = 0
  readonly #events = new Array<RunEvent | undefined>(PLAIN_STAGES)
  /** The pictures of the plain way that somebody has looked at. */
  #seen: (StepView | undefined)[] | undefined = undefined
  #undoOrder = 0
  #history: StepHistory | undefined = undefined
  #versions: Versions<StepView | undefined> | undefined = undefined
  place: Place | undefined = undefined
  /** Where it has been told last that it has changed. */
  told: ReadonlySet<string> | undefined = undefined
  weight: number | undefined = undefined
  before: Standing | undefined = undefined
  after: Standing | undefined = undefined

  constructor(path: string) {
    this.path = path
  }

  /** Notes a folded event that is about the step. `nextOrder` counts the undos of the run. */
  note(event: RunEvent, step: StepInstance | undefined, nextOrder: () => number): void {
    if (this.#history === undefined && step !== undefined && (this.#passed === 0 || this.step === step) && isNextStage(this.#passed, event, step)) {
      this.step = step
      this.#events[this.#passed++] = event
      if (event.type === 'undo.started') this.#undoOrder = nextOrder()
      return
    }
    const history = this.history
    if (step && this.step && step.scope !== this.step.scope) history.forgetRound()
    noteEvent(history, event, nextOrder)
    this.step = step
  }

  /** Whether an event of the plain way, this one, is the last that was noted of it. */
  isPlainAt(seq: number): boolean {
    return this.#history === undefined && this.#seqOf(this.#passed) === seq
  }

  /** What has been noted of it. From now on it has left the plain way. */
  get history(): StepHistory {
    if (this.#history !== undefined) return this.#history
    this.#history = this.soFar
    // what it looked like last shares what has been noted, so that what does not change is seen not to
    if (this.#passed > 0) this.#see(this.#way(this.#passed), this.#history)
    return this.#history
  }

  get soFar(): StepHistory {
    return this.#history ?? plainHistory(this.#way(this.#passed))
  }

  /** A new version of its picture, off the plain way. */
  add(seq: number, view: StepView | undefined): void {
    if (this.#versions === undefined) this.#versions = new Versions(seq, view)
    else this.#versions.add(seq, view)
  }

  get last(): StepView | undefined {
    if (this.#versions !== undefined) return this.#versions.last
    return this.#plain(this.#passed)
  }

  /** Its picture after an event; undefined before the first that was about it. */
  at(seq: number): StepView | undefined {
    if (this.#versions !== undefined && this.#versions.first <= seq) return this.#versions.at(seq)
    let passed = this.#passed
    while (passed > 0 && this.#seqOf(passed) > seq) passed--
    return this.#plain(passed)
  }

  /** The events that changed its picture. */
  get seqs(): readonly number[] {
    const later = this.#versions?.seqs ?? []
    const first = later[0] ?? Infinity
    return [...this.#events.flatMap((event) => (event !== undefined && event.seq < first ? [event.seq] : [])), ...later]
  }

  #seqOf(passed: number): number {
    return this.#events[passed - 1]?.seq ?? 0
  }

  #plain(passed: number): StepView | undefined {
    if (passed === 0) return undefined
    const way = this.#way(passed)
    return this.#seen?.[passed] ?? this.#see(way, plainHistory(way))
  }

  #see(way: PlainWay, history: StepHistory): StepView {
    this.#seen ??= new Array<StepView | undefined>(PLAIN_STAGES + 1)
    const view = plainPicture(this.path, way, history)
    this.#seen[way.passed] = view
    return view
  }

  #way(passed: number): PlainWay {
    return { events: this.#events, passed, undoOrder: this.#undoOrder }
  }
}
