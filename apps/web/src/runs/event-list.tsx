import type { MouseEvent } from 'react'
import { useEffect, useState, useSyncExternalStore } from 'react'
import type { HoveredStep } from '../store/hovered-step.ts'
import type { ChildLanes } from './child-lanes.ts'
import { eventLines, type EventLine } from './event-lines.ts'
import { EventRow, type OpenedChild } from './event-row.tsx'
import { seqAt } from './moment-seqs.ts'
import type { Playhead } from './playhead.ts'
import type { RunContext } from './run-context.ts'
import { usePlayhead } from './use-playhead.ts'
import { useRunVersion } from './use-run.ts'
import { useWindow } from '../ui/use-window.ts'
import styles from './event-list.module.css'

interface EventListProps extends RunContext {
  readonly playhead: Playhead
  readonly hovered: HoveredStep
  readonly selected: string | undefined
  /** Of the runs within it that are open, the events are in the list too. */
  readonly lanes: ChildLanes
  readonly onSelect: (path: string) => void
  /** What can be done about the step of an event. */
  readonly onMenu?: (path: string, event: MouseEvent) => void
}

const rowHeight = 24

/** The log of the run, as it was written. Choosing an event moves the playhead to it. */
export function EventList({ store, names, playhead, hovered, selected, lanes, onSelect, onMenu }: EventListProps) {
  useRunVersion(store)
  const children = useSyncExternalStore(lanes.subscribe, lanes.shown)
  const events = store.events()
  const lines = eventLines(events, children)
  const { seq, follows } = usePlayhead(playhead)
  const clock = useSyncExternalStore(playhead.subscribe, playhead.reading.clock)
  const current = lines.current(seq, clock)
  const [scroller, setScroller] = useState<HTMLElement | null>(null)
  const { first, until, attach, onScroll } = useWindow({ count: lines.count, rowHeight })
  useEffect(() => (scroller ? attach(scroller) : undefined), [scroller, attach])
  // the list goes where the playhead goes
  useEffect(() => {
    if (!scroller) return
    const top = current * rowHeight
    if (top < scroller.scrollTop || top + rowHeight > scroller.scrollTop + scroller.clientHeight) scroller.scrollTo({ top: top - scroller.clientHeight / 2 })
  }, [scroller, current, follows])
  const start = events[0]?.at ?? 0
  if (events.length === 0) return <p className={styles.empty}>Nothing has happened yet.</p>
  // of a run within it: a moment between two events of its own
  const go = ({ event, run }: EventLine) => (run ? playhead.go(seqAt(events, event.at), event.at) : playhead.go(event.seq))
  const childOf = ({ event, run, path }: EventLine): OpenedChild | undefined => {
    if (path === undefined || event.type !== 'step.started' || (run?.names() ?? names).stepOf(event.step ?? '')?.kind !== 'workflow.run') return undefined
    return { shown: children.has(path), onToggle: () => lanes.toggle(path) }
  }
  return (
    <div className={styles.scroller} ref={setScroller} onScroll={onScroll}>
      <ol className={styles.rows} aria-label="Events" style={{ height: lines.count * rowHeight }}>
        {lines.slice(first, until).map((line, at) => (
          <EventRow key={`${line.run?.id ?? ''} ${line.event.seq}`} {...{ line, hovered, onSelect, onMenu }} names={line.run?.names() ?? names} top={(first + at) * rowHeight} since={line.event.at - start} current={first + at === current} selected={line.path !== undefined && line.path === selected}
            onGo={() => go(line)} child={childOf(line)} />
        ))}
      </ol>
    </div>
  )
}

