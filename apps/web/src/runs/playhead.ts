import type { RecordedMoment, RunEvent, RunSummary, StepView } from '@eddy/engine'
import type { RunReading, RunStore } from './run-store.ts'
import { isAtRest } from '../ui/run-status.ts'

/**
 * Where in its run a page looks. It follows the run until somebody looks elsewhere; from then on what arrives moves nothing, and going
 * back to the present is asked for. Reads recorded events only: nothing is ever carried out again.
 */
export interface Playhead {
  /** The run as at the playhead. */
  readonly reading: RunReading
  /** The last event that is shown; 0 is before the first. */
  readonly seq: () => number
  readonly follows: () => boolean
  /** The event that was asked for, which may be still to come; undefined while it follows. */
  readonly wanted: () => number | undefined
  /** Events behind the one that is shown. */
  readonly ahead: () => number
  /** Shows the run after the event; one that is still to come is waited for. `at`: a time after it and before the next, for what counts and for the runs within it. */
  readonly go: (seq: number, at?: number) => void
  /** Stays where it is, whatever comes. */
  readonly hold: () => void
  readonly follow: () => void
  readonly subscribe: (listener: () => void) => () => void
}

interface Held {
  readonly moment: RecordedMoment
  readonly run: RunSummary
  readonly seq: number
  steps?: readonly StepView[]
}

const nothing: ReadonlySet<string> = new Set()

export function createPlayhead(store: RunStore): Playhead {
  let wanted: number | undefined
  let held: Held | undefined
  /** The moment between two events that is shown. */
  let between: number | undefined
  let version = 0
  const listeners = new Set<(changed: ReadonlySet<string>) => void>()
  const stepListeners = new Map<string, Set<() => void>>()

  function tell() {
    version += 1
    for (const listener of listeners) listener(nothing)
    for (const set of stepListeners.values()) for (const listener of set) listener()
  }

  /** What has been folded so far. */
  const present = () => store.run().seq

  function hold(seq: number) {
    const shown = Math.max(0, Math.min(seq, present()))
    if (held?.seq === shown) return
    const moment = store.at(shown)
    held = { moment, run: moment.run, seq: shown }
    tell()
  }

  function follow() {
    wanted = undefined
    between = undefined
    if (held === undefined) return
    held = undefined
    tell()
  }

  store.subscribe((changed) => {
    if (wanted === undefined) version += 1
    // a moment that was asked for before its events had come
    else if (held !== undefined && held.seq < wanted) hold(wanted)
    for (const listener of listeners) listener(wanted === undefined ? changed : nothing)
  })

  const reading: RunReading = {
    run: () => held?.run ?? store.run(),
    step: (path) => (held ? held.moment.step(path) : store.step(path)),
    steps() {
      if (!held) return store.steps()
      return (held.steps ??= held.moment.steps())
    },
    moment: () => held?.moment ?? store.moment(),
    adapted: () => (held ? store.adaptedAt(held.seq) : store.adapted()),
    clock: () => (held ? (between ?? timeAt(store.events(), held.seq)) : undefined),
    version: () => version,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    subscribeStep(path, listener) {
      const set = stepListeners.get(path) ?? new Set()
      stepListeners.set(path, set.add(listener))
      const stop = store.subscribeStep(path, () => wanted === undefined && listener())
      return () => {
        stop()
        set.delete(listener)
        if (set.size === 0) stepListeners.delete(path)
      }
    },
  }

  return {
    reading,
    seq: () => held?.seq ?? present(),
    follows: () => wanted === undefined,
    wanted: () => wanted,
    ahead: () => present() - (held?.seq ?? present()),
    go(seq, at) {
      // the end of what is over is the present
      if (seq >= present() && present() > 0 && isAtRest(store.run().status)) return follow()
      const moved = between !== at && held?.seq === seq
      wanted = Math.max(0, seq)
      between = at
      hold(wanted)
      if (moved) tell()
    },
    hold() {
      if (wanted !== undefined || isAtRest(store.run().status)) return
      wanted = present()
      hold(wanted)
    },
    follow,
    subscribe: reading.subscribe,
  }
}

/** The time of the event, or of the first where none has been. */
function timeAt(events: readonly RunEvent[], seq: number): number | undefined {
  return (events[seq - 1] ?? events[0])?.at
}
