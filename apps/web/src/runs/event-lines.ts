import type { RunEvent } from '@eddy/engine'
import type { ChildLane, ChildRun } from './child-lanes.ts'
import { childPath } from './child-path.ts'

/** An event in the list of a page. */
export interface EventLine {
  readonly event: RunEvent
  /** Of which of its runs it is; undefined: of the page's own. */
  readonly run?: ChildRun | undefined
  /** Its step as the page calls it. */
  readonly path: string | undefined
}

export interface EventLines {
  readonly count: number
  readonly slice: (from: number, until: number) => readonly EventLine[]
  /** The line of what the page shows: the run's own event `seq`, or a later one of a run within it that is over by `clock`. Below 0: none. */
  readonly current: (seq: number, clock: number | undefined) => number
}

/** The events of a run, and between them those of the runs within it that are open: by time, at the same time those of the run above first. */
export function eventLines(events: readonly RunEvent[], children: ReadonlyMap<string, ChildLane>): EventLines {
  const within = [...children].flatMap(([owner, { runs }]) => runs.flatMap((run) => linesOf(run, owner)))
  if (within.length === 0) return { count: events.length, slice: (from, until) => events.slice(from, until).map(lineOf), current: (seq) => seq - 1 }
  const lines = [...events.map(lineOf), ...within].sort((a, b) => a.event.at - b.event.at)
  return { count: lines.length, slice: (from, until) => lines.slice(from, until), current: (seq, clock) => currentOf(lines, seq, clock) }
}

function lineOf(event: RunEvent): EventLine {
  return { event, path: event.step }
}

function linesOf(run: ChildRun, owner: string): readonly EventLine[] {
  return run.store.events().map((event) => ({ event, run, path: childPath(owner, run.id, event.step) }))
}

function currentOf(lines: readonly EventLine[], seq: number, clock: number | undefined): number {
  const own = lines.findIndex(({ event, run }) => run === undefined && event.seq === seq)
  const since = lines[own]?.event.at ?? -Infinity
  const within = lines.findLastIndex(({ event, run }) => run !== undefined && event.at > since && event.at <= (clock ?? Infinity))
  return Math.max(own, within)
}
