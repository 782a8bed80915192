import type { MouseEvent } from 'react'
import { useEffect, useState } from 'react'
import type { RunEvent } from '@eddy/engine'
import type { HoveredStep } from '../store/hovered-step.ts'
import { useIsHovered } from '../store/hovered-step.ts'
import { detailOfEvent } from './event-words.ts'
import type { Playhead } from './playhead.ts'
import type { RunContext } from './run-context.ts'
import type { StepNames } from './step-names.ts'
import { durationWords } from '../ui/time-words.ts'
import { usePlayhead } from './use-playhead.ts'
import { useRunVersion } from './use-run.ts'
import { useWindow } from '../ui/use-window.ts'
import styles from './event-list.module.css'

interface EventListProps extends RunContext {
  readonly playhead: Playhead
  readonly hovered: HoveredStep
  readonly selected: string | undefined
  readonly onSelect: (path: string) => void
  /** What can be done about the step of an event. */
  readonly onMenu?: (path: string, event: MouseEvent) => void
}

const rowHeight = 24

/** The log of the run, as it was written. Choosing an event moves the playhead to it. */
export function EventList({ store, names, playhead, hovered, selected, onSelect, onMenu }: EventListProps) {
  useRunVersion(store)
  const events = store.events()
  const { seq, follows } = usePlayhead(playhead)
  const [scroller, setScroller] = useState<HTMLElement | null>(null)
  const { first, until, attach, onScroll } = useWindow({ count: events.length, rowHeight })
  useEffect(() => (scroller ? attach(scroller) : undefined), [scroller, attach])
  // the list goes where the playhead goes
  useEffect(() => {
    if (!scroller) return
    const top = (seq - 1) * rowHeight
    if (top < scroller.scrollTop || top + rowHeight > scroller.scrollTop + scroller.clientHeight) scroller.scrollTo({ top: top - scroller.clientHeight / 2 })
  }, [scroller, seq, follows])
  const start = events[0]?.at ?? 0
  if (events.length === 0) return <p className={styles.empty}>Nothing has happened yet.</p>
  return (
    <div className={styles.scroller} ref={setScroller} onScroll={onScroll}>
      <ol className={styles.rows} aria-label="Events" style={{ height: events.length * rowHeight }}>
        {events.slice(first, until).map((event) => (
          <EventRow key={event.seq} event={event} names={names} hovered={hovered} since={event.at - start} current={event.seq === seq} selected={event.step !== undefined && event.step === selected}
            onGo={() => playhead.go(event.seq)} onSelect={onSelect} onMenu={onMenu} />
        ))}
      </ol>
    </div>
  )
}

interface EventRowProps {
  readonly event: RunEvent
  readonly names: StepNames
  readonly hovered: HoveredStep
  readonly since: number
  readonly current: boolean
  readonly selected: boolean
  readonly onGo: () => void
  readonly onSelect: (path: string) => void
  readonly onMenu: EventListProps['onMenu']
}

function EventRow({ event, names, hovered, since, current, selected, onGo, onSelect, onMenu }: EventRowProps) {
  const path = event.step
  const isHovered = useIsHovered(hovered, path ?? '')
  function select(click: MouseEvent) {
    click.stopPropagation()
    onGo()
    if (path !== undefined) onSelect(path)
  }
  return (
    <li className={styles.row} data-selected={selected || undefined} data-hovered={isHovered || undefined} aria-current={current ? 'step' : undefined} style={{ top: (event.seq - 1) * rowHeight }}
      onPointerEnter={() => hovered.set(path)} onPointerLeave={() => hovered.set(undefined)} onClick={onGo} onContextMenu={(click) => path !== undefined && onMenu?.(path, click)}>
      <button type="button" className={styles.seq} aria-label={`Go to event ${event.seq}`} onClick={onGo}>{event.seq}</button>
      <span className={styles.quiet}>{`+${durationWords(since)}`}</span>
      <span>{event.type}</span>
      {path === undefined ? <span /> : <button type="button" className={styles.step} onClick={select}>{names.titleOf(path)}</button>}
      <span className={styles.quiet}>{detailOfEvent(event)}</span>
    </li>
  )
}
