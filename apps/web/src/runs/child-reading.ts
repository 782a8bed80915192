import type { RecordedMoment, RunSummary } from '@eddy/engine'
import { seqAt } from './moment-seqs.ts'
import type { RunReading, RunStore } from './run-store.ts'

interface Held {
  readonly seq: number
  readonly moment: RecordedMoment
  readonly run: RunSummary
}

/** A child run as it was at the moment that its parent is shown at: one playhead for both. */
export function childReading(store: RunStore, parent: RunReading): RunReading {
  let held: Held | undefined

  function at(): Held | undefined {
    const clock = parent.clock()
    if (clock === undefined) return undefined
    const seq = Math.min(seqAt(store.events(), clock), store.run().seq)
    if (held?.seq !== seq) {
      const moment = store.at(seq)
      held = { seq, moment, run: moment.run }
    }
    return held
  }

  return {
    run: () => at()?.run ?? store.run(),
    step(path) {
      const shown = at()
      return shown ? shown.moment.step(path) : store.step(path)
    },
    steps: () => at()?.moment.steps() ?? store.steps(),
    moment: () => at()?.moment ?? store.moment(),
    adapted() {
      const shown = at()
      return shown ? store.adaptedAt(shown.seq) : store.adapted()
    },
    clock: parent.clock,
    version: () => parent.version() + store.version(),
    subscribe: (listener) => both(store.subscribe(listener), parent.subscribe(() => listener(nothing))),
    subscribeStep: (path, listener) => both(store.subscribeStep(path, listener), parent.subscribe(listener)),
  }
}

const nothing: ReadonlySet<string> = new Set()

function both(first: () => void, second: () => void): () => void {
  return () => {
    first()
    second()
  }
}
