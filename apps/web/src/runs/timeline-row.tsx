import { ChevronDown, ChevronRight } from 'lucide-react'
import type { MouseEvent } from 'react'
import { memo } from 'react'
import type { StepView } from '@eddy/engine'
import type { HoveredStep } from '../store/hovered-step.ts'
import { useIsHovered } from '../store/hovered-step.ts'
import { wordOf } from '../ui/step-state.ts'
import { StatusMark } from '../ui/status-mark.tsx'
import type { RunReading } from './run-store.ts'
import type { StepNames } from './step-names.ts'
import type { TimeScale } from './time-scale.ts'
import { durationWords } from '../ui/time-words.ts'
import { barWords } from './bar-words.ts'
import { barsOf, type Bar } from './timeline-bars.ts'
import type { TimelineRow as Row } from './timeline-rows.ts'
import { gateOf, gateWords } from '../ui/gate-words.ts'
import type { ChildRun } from './child-lanes.ts'
import { ownerOf } from './child-path.ts'
import { ChildWords } from './child-words.tsx'
import { titleOfRow } from './title-of-row.ts'
import { useStepView } from './use-run.ts'
import styles from './run-timeline.module.css'

export interface TimelineRowProps {
  readonly row: Row
  /** Says how the step stands at the playhead; the bars are of all that is recorded. */
  readonly reading: RunReading
  readonly names: StepNames
  readonly scale: TimeScale
  /** Until when growing bars go. */
  readonly end: number
  readonly top: number
  readonly selected: boolean
  readonly hovered: HoveredStep
  readonly onToggle: (row: Row) => void
  readonly onSelect: (path: string) => void
  readonly onMenu?: ((path: string, event: MouseEvent) => void) | undefined
}

/** One step, lane of an element, or fold of quiet steps. */
export const TimelineRow = memo(function TimelineRow({ row, reading, names, scale, end, top, selected, hovered, onToggle, onSelect, onMenu }: TimelineRowProps) {
  const isHovered = useIsHovered(hovered, row.path)
  const title = titleOfRow(row, names)
  const [step] = row.kind === 'step' ? row.steps : []
  const shown = useStepView(reading, row.at)
  const took = step && tookOf(step, end)
  // the drawing is of the run above
  const pointed = step && ownerOf(row.path)
  const openMenu = menuOf(row, onMenu)
  const choose = () => (step ? onSelect(row.path) : onToggle(row))
  return (
    <li className={styles.row} data-kind={row.kind} data-selected={selected || undefined} data-hovered={isHovered || undefined} style={{ top }}
      onPointerEnter={() => hovered.set(pointed)} onPointerLeave={() => hovered.set(undefined)} onContextMenu={(event) => openMenu?.(row.path, event)}>
      <div className={styles.name} style={{ paddingInlineStart: 8 + row.depth * 14 }}>
        {row.inner > 0 && <Toggle row={row} title={title} onToggle={onToggle} />}
        <button type="button" className={styles.step} title={step ? hintOf(title, shown) : title} onClick={choose} onFocus={() => hovered.set(pointed)} onBlur={() => hovered.set(undefined)} aria-pressed={step && selected}>
          <RowWords run={row.kind === 'child' ? row.run : undefined} title={title} step={step && (shown ?? null)} took={took} />
        </button>
      </div>
      {/* the bars say what the row's button says; they only widen its target */}
      <div className={styles.bars} aria-hidden="true" onClick={choose}>
        {row.steps.flatMap((one) => barsOf(one, names).map((bar) => <BarShape key={`${one.path}${bar.kind}${bar.from}`} bar={bar} scale={scale} end={end} />))}
      </div>
    </li>
  )
})

function Toggle({ row, title, onToggle }: Pick<TimelineRowProps, 'row' | 'onToggle'> & { readonly title: string }) {
  const Icon = row.open ? ChevronDown : ChevronRight
  return (
    <button type="button" className={styles.toggle} aria-expanded={row.open} aria-label={row.starts ? `Run that ${title} has started` : `Steps inside ${title}`} onClick={() => onToggle(row)}>
      <Icon size={14} aria-hidden />
    </button>
  )
}

/** Of a step, or of a run that one has started: what only gathers rows can do nothing. */
function menuOf({ kind }: Row, onMenu: TimelineRowProps['onMenu']): TimelineRowProps['onMenu'] {
  return kind === 'step' || kind === 'child' ? onMenu : undefined
}

interface RowWordsProps {
  /** The row is of a run as a whole. */
  readonly run: ChildRun | undefined
  readonly title: string
  /** As at the playhead, null where it has not been reached; undefined for what is no step. */
  readonly step: StepView | null | undefined
  readonly took: string | undefined
}

function RowWords({ run, title, step, took }: RowWordsProps) {
  if (run) return <ChildWords run={run} title={title} />
  const status = step === null ? 'idle' : step?.status
  return (
    <>
      {status && <StatusMark status={status} />}
      <span className={styles.title} aria-hidden="true">{title}</span>
      {took !== undefined && <span className={styles.took} aria-hidden="true">{took}</span>}
      <span className="visually-hidden">{[title, status && wordOf(status), step && waitWords(step), took].filter(Boolean).join(', ')}</span>
    </>
  )
}

/** What a queued step waits for. */
function waitWords(step: StepView): string | undefined {
  const gate = gateOf(step)
  return gate && `waits for ${gateWords(gate)}`
}

function hintOf(title: string, step: StepView | undefined): string {
  return [title, step && waitWords(step)].filter(Boolean).join(': ')
}

function tookOf({ startedAt, endedAt }: StepView, end: number): string | undefined {
  return startedAt === undefined ? undefined : durationWords((endedAt ?? end) - startedAt)
}

function BarShape({ bar, scale, end }: { readonly bar: Bar; readonly scale: TimeScale; readonly end: number }) {
  const left = scale.toX(bar.from)
  const right = scale.toX(bar.to ?? end)
  if (right < -0.01 || left > 1.01) return null
  // far outside of what is seen, lengths are of no interest to anybody
  const from = Math.max(-0.01, left)
  const width = Math.max(0, Math.min(1.01, right) - from)
  return <span className={styles.bar} onPointerEnter={({ currentTarget }) => (currentTarget.title = barWords(bar, end))} data-kind={bar.kind} data-failed={bar.failed || undefined} data-growing={bar.to === undefined || undefined} style={{ left: `${from * 100}%`, width: `${width * 100}%` }} />
}
