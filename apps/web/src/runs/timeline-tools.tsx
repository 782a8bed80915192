import { ChevronFirst, ChevronLast, ChevronLeft, ChevronRight, FoldHorizontal, Maximize2, Minus, OctagonX, Plus, Rows3, Rows4, Undo2, Equal } from 'lucide-react'
import { memo } from 'react'
import type { RunEvent } from '@eddy/engine'
import { IconButton } from '../ui/icon-button.tsx'
import { wordsOfEvent } from './event-words.ts'
import { goToEvent, shownWithin } from './go-to-event.ts'
import { failureSeq, firstUndoSeq } from './moment-seqs.ts'
import type { Playhead } from './playhead.ts'
import { PlayheadChip } from './playhead-chip.tsx'
import type { RunStore } from './run-store.ts'
import type { StepNames } from './step-names.ts'
import { durationWords } from '../ui/time-words.ts'
import { densities, type Density } from './timeline-density.ts'
import { titleOfRun } from './title-of-run.ts'
import { usePlayhead } from './use-playhead.ts'
import { goToChange, goToFailure, goToFirstUndo, type RunKeys } from './use-run-keys.ts'
import { useRunSummary } from './use-run.ts'
import type { TimelineZoom } from './use-timeline-scale.ts'
import line from '../ui/one-line.module.css'
import styles from './timeline-tools.module.css'

interface TimelineToolsProps {
  readonly store: RunStore
  readonly playhead: Playhead
  readonly names: StepNames
  readonly zoom: TimelineZoom
  readonly density: Density
  readonly onDensity: (density: Density) => void
  readonly selected: string | undefined
  readonly lanes: RunKeys['lanes']
  readonly onSelect: (path: string) => void
}

const densityIcons = { comfortable: Equal, compact: Rows3, dense: Rows4 } as const

/** Where the playhead is and what moves it, and how much of the time is shown. What stays as it is while a run goes on is not drawn with it. */
export function TimelineTools({ store, playhead, names, zoom, density, onDensity, selected, lanes, onSelect }: TimelineToolsProps) {
  const { seq, follows } = usePlayhead(playhead)
  const run = useRunSummary(store)
  const events = store.events()
  const failed = run.forward === 'failed' || run.status === 'failing' || run.forward === 'timed_out'
  return (
    <div className={styles.tools} role="toolbar" aria-label="Timeline">
      <PlayheadChip store={store} playhead={playhead} />
      <Moves {...{ store, playhead, names, selected, lanes, onSelect }} atStart={seq <= 0} atEnd={follows} failed={failed && failureSeq(events, run.error?.step) !== undefined} undone={run.rollback !== 'none' || firstUndoSeq(events) !== undefined} />
      <EventWords event={events[seq - 1]} within={shownWithin({ store, playhead, lanes })} {...{ seq, events, names }} />
      <Extent foldsIdle={zoom.foldsIdle} acts={zoom.acts} density={density} onDensity={onDensity} />
    </div>
  )
}

interface MovesProps extends Pick<TimelineToolsProps, 'store' | 'playhead' | 'names' | 'selected' | 'lanes' | 'onSelect'> {
  readonly atStart: boolean
  readonly atEnd: boolean
  readonly failed: boolean
  readonly undone: boolean
}

const Moves = memo(function Moves({ store, playhead, names, selected, lanes, onSelect, atStart, atEnd, failed, undone }: MovesProps) {
  return (
    <>
      <IconButton size="small" label="Previous event" shortcut="K" disabled={atStart} onClick={() => goToEvent({ store, playhead, names, lanes }, -1)}><ChevronLeft size={14} /></IconButton>
      <IconButton size="small" label="Next event" shortcut="J" disabled={atEnd} onClick={() => goToEvent({ store, playhead, names, lanes }, 1)}><ChevronRight size={14} /></IconButton>
      <IconButton size="small" label="Previous change of the selected step" shortcut="[" disabled={selected === undefined} onClick={() => goToChange({ store, playhead, selected, lanes }, -1)}><ChevronFirst size={14} /></IconButton>
      <IconButton size="small" label="Next change of the selected step" shortcut="]" disabled={selected === undefined} onClick={() => goToChange({ store, playhead, selected, lanes }, 1)}><ChevronLast size={14} /></IconButton>
      <IconButton size="small" label="Jump to the failure" shortcut="Shift+J" disabled={!failed} onClick={() => goToFailure({ store, playhead, onSelect })}><OctagonX size={14} /></IconButton>
      <IconButton size="small" label="Jump to the first undo" shortcut="Shift+U" disabled={!undone} onClick={() => goToFirstUndo({ store, playhead })}><Undo2 size={14} /></IconButton>
    </>
  )
})

type ExtentProps = Pick<TimelineToolsProps, 'density' | 'onDensity'> & Pick<TimelineZoom, 'foldsIdle' | 'acts'>

const Extent = memo(function Extent({ foldsIdle, acts, density, onDensity }: ExtentProps) {
  return (
    <>
      <IconButton size="small" label="Fold idle time" pressed={foldsIdle} onClick={() => acts.setFoldsIdle(!foldsIdle)}><FoldHorizontal size={14} /></IconButton>
      <IconButton size="small" label="Show less time" onClick={() => acts.zoom(0.5)}><Plus size={14} /></IconButton>
      <IconButton size="small" label="Show more time" onClick={() => acts.zoom(2)}><Minus size={14} /></IconButton>
      <IconButton size="small" label="Show all of the time" onClick={() => acts.setWindow(undefined)}><Maximize2 size={14} /></IconButton>
      {densities.map(({ id, title }, index) => {
        const Icon = densityIcons[id]
        return <IconButton key={id} size="small" label={`${title} rows`} shortcut={String(index + 1)} pressed={density === id} onClick={() => onDensity(id)}><Icon size={14} /></IconButton>
      })}
    </>
  )
})

interface EventWordsProps {
  readonly event: RunEvent | undefined
  /** Of a run that a step has started, where the page shows a moment of that. */
  readonly within: ReturnType<typeof shownWithin>
  readonly events: readonly RunEvent[]
  readonly seq: number
  readonly names: StepNames
}

function EventWords({ event, within, events, seq, names }: EventWordsProps) {
  const count = `${seq.toLocaleString()} / ${events.length.toLocaleString()}`
  const shown = within?.event ?? event
  const words = within ? `in ${titleOfRun(within.run.detail)}: ${wordsOfEvent(within.event, within.run.names().titleOf)}` : event && wordsOfEvent(event, names.titleOf)
  return (
    <span className={styles.event} aria-live="off">
      <span className={line.line}>
        <span className={styles.count}>{count}</span>
        {shown ? ` +${durationWords(shown.at - (events[0]?.at ?? shown.at))} · ${words}` : ' before the first event'}
      </span>
    </span>
  )
}
