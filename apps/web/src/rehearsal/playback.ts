import { createRunView, plan, type RunEvent, type RunView } from '@eddy/engine'
import type { Rehearsal } from '@eddy/rehearsal'
import { catalog } from '@eddy/steps/contract'
import type { Play } from './worker-messages.ts'

/** Waits are not sat through: a gap is played for no longer than this. */
const LONGEST_GAP_MS = 300
/** Events without time between them still come one after the other. */
const SHORTEST_GAP_MS = 40
/** A rehearsed effect takes so many times its nominal time to look at. */
const STRETCH = 3.5

/**
 * A rehearsed run as it is played: its log, folded by the same reducer as that of any run, as far as it has been shown. Going back
 * folds it again from the start.
 */
export class Playback {
  readonly #offsets: readonly number[]
  #view: RunView
  #shown = 0

  constructor(
    readonly play: Play,
    readonly rehearsal: Rehearsal,
  ) {
    this.#view = this.#fresh()
    let at = 0
    this.#offsets = rehearsal.events.map((event, index) => {
      const gap = event.at - (rehearsal.events[index - 1]?.at ?? event.at)
      at += gap === 0 ? SHORTEST_GAP_MS : Math.max(SHORTEST_GAP_MS, Math.min(gap, LONGEST_GAP_MS) * STRETCH)
      return at
    })
  }

  #fresh(): RunView {
    return createRunView(plan(this.play.document, { catalog, workflow: (reference) => this.play.library[reference] }))
  }

  get events(): readonly RunEvent[] {
    return this.rehearsal.events
  }

  /** How many events are shown. */
  get shown(): number {
    return this.#shown
  }

  get over(): boolean {
    return this.#shown >= this.events.length
  }

  /** The event that was shown last. */
  get last(): RunEvent | undefined {
    return this.events[this.#shown - 1]
  }

  /** Milliseconds of playing from the start to the next event, at normal speed. */
  get nextAt(): number {
    return this.#offsets[this.#shown] ?? Infinity
  }

  get playedAt(): number {
    return this.#offsets[this.#shown - 1] ?? 0
  }

  /** Shows the run up to its event of that number. */
  seek(count: number): void {
    const target = Math.max(0, Math.min(count, this.events.length))
    if (target < this.#shown) {
      this.#view = this.#fresh()
      this.#shown = 0
    }
    this.#view.apply(this.events.slice(this.#shown, target))
    this.#shown = target
  }

  /** The view for the drawing. Clocks stand: what a rehearsal takes is told when it is over. */
  view(): RunView {
    const view = this.#view
    return {
      get run() {
        return view.run
      },
      apply: (events) => view.apply(events),
      paths: () => view.paths(),
      step: (path) => {
        const found = view.step(path)
        if (found === undefined || found.endedAt !== undefined) return found
        const { startedAt: _startedAt, ...standing } = found
        return standing
      },
    }
  }
}

/** Where a step is about to start that the person wants to stop at. */
export function isBreak(event: RunEvent | undefined, breakpoints: ReadonlySet<string>): boolean {
  return event?.type === 'step.started' && event.step !== undefined && breakpoints.has(event.step.replaceAll(/\[\d+\]/g, ''))
}
