import type { KeyboardEvent, PointerEvent } from 'react'
import type { RunEvent } from '@eddy/engine'
import { wordsOfEvent } from './event-words.ts'
import { seqAt } from './moment-seqs.ts'
import type { Playhead } from './playhead.ts'
import type { StepNames } from './step-names.ts'
import type { Span, TimeScale } from './time-scale.ts'
import { durationWords } from '../ui/time-words.ts'
import { tickStep, tickWords } from './timeline-ticks.ts'
import { usePlayhead } from './use-playhead.ts'
import styles from './run-timeline.module.css'

interface TimelineAxisProps {
  readonly scale: TimeScale
  readonly events: readonly RunEvent[]
  readonly playhead: Playhead
  readonly names: StepNames
  /** Where the playhead stands while it follows: now, or the end. */
  readonly end: number
  readonly onReopen: (span: Span) => void
}

/** The ruler over the bars. Dragging along it moves the playhead, as the arrow keys do. */
export function TimelineAxis({ scale, events, playhead, names, end, onReopen }: TimelineAxisProps) {
  const { seq, follows, clock } = usePlayhead(playhead)
  const event = events[seq - 1]
  function moveTo(pointer: PointerEvent<HTMLDivElement>) {
    const box = pointer.currentTarget.getBoundingClientRect()
    const time = scale.toTime((pointer.clientX - box.left) / box.width)
    playhead.go(seqAt(events, time), Math.max(time, scale.whole.from))
  }
  function onPointerDown(pointer: PointerEvent<HTMLDivElement>) {
    pointer.currentTarget.setPointerCapture(pointer.pointerId)
    playhead.hold()
    moveTo(pointer)
  }
  function onKeyDown(key: KeyboardEvent) {
    const to = { ArrowRight: seq + 1, ArrowLeft: seq - 1, PageUp: seq + 10, PageDown: seq - 10, Home: 1, End: events.length }[key.key]
    if (to === undefined) return
    key.preventDefault()
    playhead.go(to)
  }
  return (
    <div className={styles.axis} role="slider" tabIndex={0} aria-label="Playhead" aria-valuemin={0} aria-valuemax={events.length} aria-valuenow={seq}
      aria-valuetext={event ? `Event ${seq} of ${events.length}, ${wordsOfEvent(event, names.titleOf)}` : 'Before the first event'}
      onPointerDown={onPointerDown} onPointerMove={(pointer) => pointer.currentTarget.hasPointerCapture(pointer.pointerId) && moveTo(pointer)} onKeyDown={onKeyDown}>
      <Ticks scale={scale} />
      {scale.folded.map((span) => <Break key={span.from} at={scale.toX((span.from + span.to) / 2)} words={durationWords(span.to - span.from)} onReopen={() => onReopen(span)} />)}
      <PlayheadLine at={scale.toX(follows ? end : (clock ?? scale.whole.from))} head />
    </div>
  )
}

/** Where the playhead stands, over the rows. */
export function PlayheadMark({ scale, playhead, end }: Omit<TimelineAxisProps, 'names' | 'events' | 'onReopen'>) {
  const { follows, clock } = usePlayhead(playhead)
  const at = scale.toX(follows ? end : (clock ?? scale.whole.from))
  return (
    <div className={styles.over} aria-hidden="true">
      {scale.folded.map((span) => <span key={span.from} className={styles.fold} style={{ left: `${scale.toX(span.from) * 100}%`, width: `${(scale.toX(span.to) - scale.toX(span.from)) * 100}%` }} />)}
      {!follows && at < 1 && <span className={styles.later} style={{ left: `${Math.max(0, at) * 100}%` }} />}
      <PlayheadLine at={at} />
    </div>
  )
}

function PlayheadLine({ at, head = false }: { readonly at: number; readonly head?: boolean }) {
  if (at < -0.001 || at > 1.001) return null
  return <span className={styles.playhead} data-head={head || undefined} style={{ left: `${at * 100}%` }} />
}

/** Inside the slider, so that it is pressed with the pointer only; by keyboard, "Fold idle time" opens them all. */
function Break({ at, words, onReopen }: { readonly at: number; readonly words: string; readonly onReopen: () => void }) {
  if (at < 0 || at > 1) return null
  return <span className={styles.break} style={{ left: `${at * 100}%` }} title={`${words} without work are folded; click to see them as long as they were`} onPointerDown={(pointer) => pointer.stopPropagation()} onClick={onReopen}>{words}</span>
}

const mostTicks = 6
/** About how much of the axis a label takes: where one would lie under that of a break, its tick stands without. */
const LABEL = 0.08

/** Round times since the start. Ticks inside folded time are left out. */
function Ticks({ scale }: { readonly scale: TimeScale }) {
  const { window, whole, folded } = scale
  const open = folded.reduce((sum, span) => sum - Math.max(0, Math.min(span.to, window.to) - Math.max(span.from, window.from)), window.to - window.from)
  const step = tickStep(Math.max(open, 1), mostTicks)
  const ticks: number[] = []
  let after = window.from
  for (const stop of [...folded.filter((span) => span.to > window.from && span.from < window.to), { from: window.to, to: window.to }]) {
    for (let at = whole.from + Math.ceil((after - whole.from) / step) * step; at <= stop.from; at += step) ticks.push(at)
    after = Math.max(after, stop.to)
  }
  const breaks = folded.map((span) => scale.toX((span.from + span.to) / 2))
  return (
    <>
      {ticks.map((at) => {
        const x = scale.toX(at)
        const covered = breaks.some((middle) => x > middle - LABEL && x < middle + LABEL / 2)
        return <span key={at} className={styles.tick} style={{ left: `${x * 100}%` }}>{at === whole.from ? '0' : covered ? null : tickWords(at - whole.from, step)}</span>
      })}
    </>
  )
}
