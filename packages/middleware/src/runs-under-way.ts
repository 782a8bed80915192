import type { EventType, RunEvent, WatchedRun } from '@eddy/engine'
import { KnownSteps } from './known-steps.ts'
import { RunLife, type RunOutcome } from './run-life.ts'

/** What a middleware keeps of a run, after an event of it. */
export interface Underway<T> {
  readonly own: T
  readonly steps: KnownSteps
  /** The first event of the run that is seen here: of a new run, of one taken up by another host, or of one that goes on. */
  readonly begun: boolean
  /** The last: nothing is kept any more. */
  readonly over: boolean
  readonly outcome?: RunOutcome
}

/** The last two: a run that was taken up while it waited. Others are no beginning: they may come after the end, such as the late success of a step. */
const OPENING: ReadonlySet<EventType> = new Set<EventType>(['run.started', 'run.resumed', 'run.cancelled', 'rollback.started', 'step.started', 'compensation.started', 'undo.started', 'signal.received', 'timer.fired'])

/** What a middleware keeps by run while the run is under way, and lets go of when it ends or halts. */
export class RunsUnderWay<T> {
  readonly #make: (run: WatchedRun, event: RunEvent) => T
  readonly #runs = new Map<string, { readonly own: T; readonly life: RunLife; readonly steps: KnownSteps }>()

  constructor(make: (run: WatchedRun, event: RunEvent) => T) {
    this.#make = make
  }

  get size(): number {
    return this.#runs.size
  }

  /** What is kept of a run under way. */
  of(runId: string): T | undefined {
    return this.#runs.get(runId)?.own
  }

  /** What is kept of all runs under way. */
  *all(): Generator<T> {
    for (const { own } of this.#runs.values()) yield own
  }

  /** Takes in an event; undefined when its run is not under way. */
  next(event: RunEvent, run: WatchedRun): Underway<T> | undefined {
    const known = this.#runs.get(run.runId)
    if (known === undefined && !OPENING.has(event.type)) return undefined
    const record = known ?? { own: this.#make(run, event), life: new RunLife(event), steps: new KnownSteps(run.plan) }
    record.steps.note(event)
    const { over, outcome } = record.life.next(event, record.steps)
    if (over) this.#runs.delete(run.runId)
    else if (known === undefined) this.#runs.set(run.runId, record)
    return { own: record.own, steps: record.steps, begun: known === undefined, over, ...(outcome === undefined ? {} : { outcome }) }
  }
}
