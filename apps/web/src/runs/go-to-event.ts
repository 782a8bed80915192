import type { RunEvent } from '@eddy/engine'
import { isAtRest } from '../ui/run-status.ts'
import type { ChildLanes, ChildRun } from './child-lanes.ts'
import { childPath } from './child-path.ts'
import { seqAt } from './moment-seqs.ts'
import type { Playhead } from './playhead.ts'
import type { RunStore } from './run-store.ts'
import type { StepNames } from './step-names.ts'

export interface EventMoves {
  readonly store: RunStore
  readonly playhead: Playhead
  /** Of the page's own run. */
  readonly names: StepNames
  readonly lanes: Pick<ChildLanes, 'shown' | 'lead'>
}

/** What is not there by then is passed by, in milliseconds. */
const LEAD_MS = 2000

/**
 * One event on, or back, without another selection. The events of runs that steps have started lie between those of the run: who comes
 * to such a step is led into its run, which is opened for it unless somebody has closed it, and out of it at its other end.
 */
export function goToEvent(moves: EventMoves, by: 1 | -1): void {
  const looking = leadIn(moves, by)
  if (looking === undefined) return move(moves, by)
  // every press counts, also those that come while the run is loaded
  void Promise.race([looking, new Promise((late) => setTimeout(late, LEAD_MS))]).then(() => move(moves, by))
}

/** Opens the run that lies next; undefined: there is none, or it is open. */
function leadIn({ store, playhead, names, lanes }: EventMoves, by: 1 | -1): Promise<void> | undefined {
  const own = store.events()[playhead.seq() - 1]
  const clock = playhead.reading.clock()
  const isAtOwn = clock === undefined || clock === own?.at
  if (isAtOwn && own?.step !== undefined && startsRun(own, names, by)) return lanes.lead(own.step)
  for (const { owner, run } of childrenOf(lanes)) {
    for (const event of eventsAt(run.store.events(), clock)) if (event.step !== undefined && startsRun(event, run.names(), by)) return lanes.lead(childPath(owner, run.id, event.step))
  }
  return undefined
}

const BEGINNINGS: ReadonlySet<RunEvent['type']> = new Set(['step.started', 'undo.started'])

/** Whether what a step has done in a run of its own lies on that side of the event. */
function startsRun(event: RunEvent, names: StepNames, by: 1 | -1): boolean {
  if (event.type === 'step.ready' || BEGINNINGS.has(event.type) !== (by === 1)) return false
  return names.stepOf(event.step ?? '')?.kind === 'workflow.run'
}

function move({ store, playhead, lanes }: EventMoves, by: 1 | -1): void {
  if (by === 1) goOn(store, playhead, lanes)
  else goBack(store, playhead, lanes)
}

function goOn(store: RunStore, playhead: Playhead, lanes: EventMoves['lanes']): void {
  const events = store.events()
  const seq = playhead.seq()
  const clock = playhead.reading.clock() ?? Infinity
  const within = Math.min(...childrenOf(lanes).map(({ run }) => firstAfter(run.store.events(), clock)))
  if (within < (events[seq]?.at ?? Infinity)) playhead.go(seqAt(events, within), within)
  else playhead.go(seq + 1)
}

function goBack(store: RunStore, playhead: Playhead, lanes: EventMoves['lanes']): void {
  const events = store.events()
  const seq = playhead.seq()
  const at = events[seq - 1]?.at ?? -Infinity
  const logs = childrenOf(lanes).map(({ run }) => run.store.events())
  // the present of a run that goes on is after all that is known; the end of one that is over is its last event
  const present = isAtRest(store.run().status) ? at : Math.max(at, ...logs.map((log) => log.at(-1)?.at ?? -Infinity))
  const shown = playhead.reading.clock() ?? present
  const within = Math.max(...logs.map((log) => lastBefore(log, shown)))
  const isBetween = shown > at
  const before = isBetween ? at : (events[seq - 2]?.at ?? -Infinity)
  if (within > before) playhead.go(seqAt(events, within), within)
  else playhead.go(isBetween ? seq : seq - 1)
}

/** The event of a run within it that the page shows, after the run's own; undefined: the run's own is shown. */
export function shownWithin({ store, playhead, lanes }: Pick<EventMoves, 'store' | 'playhead' | 'lanes'>): { readonly run: ChildRun; readonly event: RunEvent } | undefined {
  const clock = playhead.reading.clock()
  if (clock === undefined) return undefined
  let shown: { readonly run: ChildRun; readonly event: RunEvent } | undefined
  let since = store.events()[playhead.seq() - 1]?.at ?? -Infinity
  for (const { run } of childrenOf(lanes)) {
    const log = run.store.events()
    const event = log[seqAt(log, clock) - 1]
    if (event === undefined || event.at <= since) continue
    shown = { run, event }
    since = event.at
  }
  return shown
}

function childrenOf(lanes: Pick<ChildLanes, 'shown'>): readonly { readonly owner: string; readonly run: ChildRun }[] {
  return [...lanes.shown()].flatMap(([owner, { runs }]) => runs.map((run) => ({ owner, run })))
}

function firstAfter(log: readonly RunEvent[], time: number): number {
  return log[seqAt(log, time)]?.at ?? Infinity
}

/** Events at once are one moment: the one before lies before all of them. */
function lastBefore(log: readonly RunEvent[], time: number): number {
  let last = log[seqAt(log, time) - 1]
  while (last !== undefined && last.at >= time) last = log[last.seq - 2]
  return last?.at ?? -Infinity
}

function eventsAt(log: readonly RunEvent[], time: number | undefined): readonly RunEvent[] {
  if (time === undefined) return []
  const until = seqAt(log, time)
  let from = until
  while (from > 0 && log[from - 1]?.at === time) from--
  return log.slice(from, until)
}
