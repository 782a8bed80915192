import type { MouseEvent } from 'react'
import { useCallback, useMemo, useState, useSyncExternalStore } from 'react'
import type { HoveredStep } from '../store/hovered-step.ts'
import type { ChildLane, ChildLanes } from './child-lanes.ts'
import { calmOf, manySteps } from './many-steps.ts'
import type { Playhead } from './playhead.ts'
import type { MomentContext } from './run-context.ts'
import { isAtRest } from '../ui/run-status.ts'
import { PlayheadMark, TimelineAxis } from './timeline-axis.tsx'
import { rowHeightOf, type Density } from './timeline-density.ts'
import { workOf } from './timeline-bars.ts'
import { TimelineOverview } from './timeline-overview.tsx'
import { TimelineRow } from './timeline-row.tsx'
import { timelineRows, type TimelineRow as Row } from './timeline-rows.ts'
import { TimelineTools } from './timeline-tools.tsx'
import { useNow } from '../ui/use-now.ts'
import { useRunSteps, useRunSummary } from './use-run.ts'
import { useTimelineScale, useTimelineWheel } from './use-timeline-scale.ts'
import { useWindow } from '../ui/use-window.ts'
import styles from './run-timeline.module.css'

interface RunTimelineProps extends MomentContext {
  readonly playhead: Playhead
  readonly hovered: HoveredStep
  readonly density: Density
  readonly onDensity: (density: Density) => void
  readonly selected: string | undefined
  readonly onSelect: (path: string) => void
  readonly onMenu?: (path: string, event: MouseEvent) => void
  readonly lanes: ChildLanes
}

/** Which step queued, worked, waited and was undone when: all that is recorded, with the playhead over it. */
export function RunTimeline(props: RunTimelineProps) {
  const { startedAt } = useRunSummary(props.store)
  return startedAt === undefined ? <p className={styles.empty}>The run has not started yet.</p> : <StartedTimeline {...props} start={startedAt} />
}

/** Whether all child runs that are shown are at rest, and until when they went: one may go on after the run that has started it, as when that is killed. */
function knownOf(children: ReadonlyMap<string, ChildLane>): { readonly over: boolean; readonly last: number } {
  const runs = [...children.values()].flatMap((lane) => lane.runs)
  // until all of its events are here, it stands as the server has said
  const over = runs.every(({ store, detail }) => isAtRest(store.connection() === 'catching-up' ? detail.status : store.run().status))
  return { over, last: Math.max(0, ...runs.map(({ store }) => store.events().at(-1)?.at ?? 0)) }
}

function StartedTimeline({ store, reading, names, playhead, hovered, density, onDensity, selected, onSelect, onMenu, lanes, start }: RunTimelineProps & { readonly start: number }) {
  const run = useRunSummary(store)
  const steps = useRunSteps(store)
  const children = useSyncExternalStore(lanes.subscribe, lanes.shown)
  const known = knownOf(children)
  const over = isAtRest(run.status) && known.over
  // with many, bars grow with the events, and where none come, every five seconds
  const now = useNow(!over, steps.length > manySteps ? 5000 : 100)
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set())
  const work = useMemo(() => workOf(steps, names), [steps, names])
  const rows = useMemo(() => timelineRows(steps, { toggled, names, children }), [steps, toggled, names, children])
  const rowHeight = rowHeightOf(density)
  const { first, until, attach, onScroll } = useWindow({ count: rows.length, rowHeight })
  const events = store.events()
  const last = Math.max(events.at(-1)?.at ?? start, known.last)
  // never ahead of what the server has said once the run is at rest
  const end = over ? last : Math.max(last, now)
  const zoom = useTimelineScale({ busy: work.busy, start, end, playhead, over })
  const { scale } = zoom
  const wheel = useTimelineWheel(zoom)
  const scroller = useCallback((element: HTMLElement | null) => {
    wheel(element)
    return attach(element)
  }, [wheel, attach])
  const onToggle = useCallback(({ path, starts }: Row) => {
    if (starts) return lanes.toggle(path)
    setToggled((before) => new Set(before.has(path) ? [...before].filter((other) => other !== path) : [...before, path]))
  }, [lanes])
  return (
    <div className={styles.root}>
      <TimelineTools {...{ store, playhead, names, zoom, density, onDensity, selected, lanes, onSelect }} />
      <div className={styles.timeline} data-density={density} data-calm={calmOf(steps.length)} ref={scroller} onScroll={onScroll}>
        <div className={styles.head}>
          <span className={styles.corner} />
          <div className={styles.ruler} data-bars>
            <TimelineOverview scale={scale} worked={work.steps} end={end} onWindow={zoom.acts.setWindow} />
            <TimelineAxis {...{ scale, events, playhead, names, end }} onReopen={zoom.acts.reopen} />
          </div>
        </div>
        <div className={styles.body} style={{ height: rows.length * rowHeight }}>
          <ol className={styles.rows} aria-label="Timeline">
            {rows.slice(first, until).map((row, index) => (
              <TimelineRow key={row.path} {...{ row, scale, end, hovered, onToggle, onSelect, onMenu }} reading={row.run?.reading ?? reading} names={row.run?.names() ?? names} top={(first + index) * rowHeight} selected={row.kind === 'step' && row.path === selected} />
            ))}
          </ol>
          <PlayheadMark {...{ scale, playhead, end }} />
        </div>
      </div>
    </div>
  )
}
