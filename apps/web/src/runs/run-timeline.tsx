import { ChevronDown, ChevronRight } from 'lucide-react'
import { useMemo, useState } from 'react'
import { wordOf } from '../ui/step-state.ts'
import type { RunContext } from './run-context.ts'
import { isAtRest } from './run-words.ts'
import { StatusMark } from './status-mark.tsx'
import { durationWords } from './time-words.ts'
import type { Bar, TimelineRow } from './timeline-rows.ts'
import { barsOf, tickStep, timelineRows } from './timeline-rows.ts'
import { useNow } from './use-now.ts'
import { useRunSteps, useRunSummary } from './use-run.ts'
import { useWindow } from '../ui/use-window.ts'
import styles from './run-timeline.module.css'

interface RunTimelineProps extends RunContext {
  readonly selected: string | undefined
  readonly onSelect: (path: string) => void
}

const rowHeight = 28

/** Which step worked, waited and was undone when. */
export function RunTimeline({ store, names, selected, onSelect }: RunTimelineProps) {
  const run = useRunSummary(store)
  const steps = useRunSteps(store)
  const now = useNow(!isAtRest(run.status))
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set())
  const rows = useMemo(() => timelineRows(steps, toggled), [steps, toggled])
  const { first, until, attach, onScroll } = useWindow({ count: rows.length, rowHeight })
  if (run.startedAt === undefined) return <p className={styles.empty}>The run has not started yet.</p>
  const last = store.events().at(-1)?.at ?? run.startedAt
  // never ahead of what the server has said once the run is at rest
  const end = Math.max(last, isAtRest(run.status) ? last : now)
  const scale = { start: run.startedAt, span: Math.max(end - run.startedAt, 10) * 1.02, end }
  function toggle(path: string) {
    setToggled((before) => new Set(before.has(path) ? [...before].filter((other) => other !== path) : [...before, path]))
  }
  return (
    <div className={styles.timeline} ref={attach} onScroll={onScroll}>
      <Axis {...scale} />
      <ol className={styles.rows} aria-label="Timeline" style={{ height: rows.length * rowHeight }}>
        {rows.slice(first, until).map((row, index) => (
          <li key={row.path} className={styles.row} data-selected={row.path === selected || undefined} style={{ top: (first + index) * rowHeight }}>
            <div className={styles.name} style={{ paddingInlineStart: 8 + row.depth * 14 }}>
              {row.inner > 0 && (
                <button type="button" className={styles.toggle} aria-expanded={row.open} aria-label={`Steps inside ${names.titleOf(row.path)}`} onClick={() => toggle(row.path)}>
                  {row.open ? <ChevronDown size={14} aria-hidden /> : <ChevronRight size={14} aria-hidden />}
                </button>
              )}
              <RowButton row={row} title={names.titleOf(row.path)} end={end} selected={row.path === selected} onSelect={onSelect} />
            </div>
            {/* the bars say what the row's button says; they only widen its target */}
            <div className={styles.bars} aria-hidden="true" onClick={() => onSelect(row.path)}>
              {barsOf(row.step, names).map((bar) => <BarShape key={`${bar.kind}${bar.from}`} bar={bar} scale={scale} />)}
            </div>
          </li>
        ))}
      </ol>
    </div>
  )
}

interface RowButtonProps {
  readonly row: TimelineRow
  readonly title: string
  readonly end: number
  readonly selected: boolean
  readonly onSelect: (path: string) => void
}

function RowButton({ row, title, end, selected, onSelect }: RowButtonProps) {
  const { step } = row
  const took = step.startedAt === undefined ? '' : durationWords((step.endedAt ?? end) - step.startedAt)
  return (
    <button type="button" className={styles.step} aria-pressed={selected} onClick={() => onSelect(row.path)}>
      <StatusMark status={step.status} />
      <span className={styles.title}>{title}<span className="visually-hidden">, {wordOf(step.status)}</span></span>
      <span className={styles.took}>{took}</span>
    </button>
  )
}

interface Scale {
  readonly start: number
  readonly span: number
  readonly end: number
}

function BarShape({ bar, scale }: { readonly bar: Bar; readonly scale: Scale }) {
  const left = ((bar.from - scale.start) / scale.span) * 100
  const width = (((bar.to ?? scale.end) - bar.from) / scale.span) * 100
  return <span className={styles.bar} data-kind={bar.kind} data-failed={bar.failed || undefined} data-growing={bar.to === undefined || undefined} style={{ left: `${left}%`, width: `${Math.max(0, width)}%` }} />
}

function Axis({ start, span }: Scale) {
  const step = tickStep(span, 6)
  const ticks = Array.from({ length: Math.floor(span / step) + 1 }, (_, index) => index * step)
  return (
    <div className={styles.axis} aria-hidden="true">
      <div className={styles.ticks}>
        {ticks.map((tick) => <span key={`${start}-${tick}`} className={styles.tick} style={{ left: `${(tick / span) * 100}%` }}>{tick === 0 ? '0' : durationWords(tick)}</span>)}
      </div>
    </div>
  )
}
