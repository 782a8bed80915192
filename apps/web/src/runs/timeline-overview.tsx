import type { PointerEvent } from 'react'
import { useMemo, useState } from 'react'
import type { StepView } from '@eddy/engine'
import { timeScale, type Span, type TimeScale } from './time-scale.ts'
import styles from './run-timeline.module.css'

interface TimelineOverviewProps {
  readonly scale: TimeScale
  /** Those that neither waited nor only held others. */
  readonly worked: readonly StepView[]
  readonly end: number
  /** Undefined: all of the run. */
  readonly onWindow: (window: Span | undefined) => void
}

const slots = 120

/** All of the run in one line. Dragging over a part of it shows that part; a double click shows all again. */
export function TimelineOverview({ scale, worked, end, onWindow }: TimelineOverviewProps) {
  const [drawn, setDrawn] = useState<readonly [number, number]>()
  const all = useMemo(() => timeScale({ whole: scale.whole, folded: scale.folded }), [scale.whole, scale.folded])
  const shares = useMemo(() => busyShares(worked, all, end), [worked, all, end])
  function place(event: PointerEvent<HTMLDivElement>) {
    const box = event.currentTarget.getBoundingClientRect()
    return Math.min(1, Math.max(0, (event.clientX - box.left) / box.width))
  }
  function onPointerUp(event: PointerEvent<HTMLDivElement>) {
    const [from, to] = drawn ?? [0, 0]
    setDrawn(undefined)
    const width = Math.abs(to - from) * event.currentTarget.clientWidth
    if (width > 4) onWindow({ from: all.toTime(Math.min(from, to)), to: all.toTime(Math.max(from, to)) })
  }
  const [left, right] = drawn ?? [all.toX(scale.window.from), all.toX(scale.window.to)]
  return (
    <div className={styles.overview} title="Drag to zoom in, double click to see all" aria-hidden="true" onDoubleClick={() => onWindow(undefined)}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        setDrawn([place(event), place(event)])
      }}
      onPointerMove={(event) => drawn && setDrawn([drawn[0], place(event)])} onPointerUp={onPointerUp}>
      <svg viewBox={`0 0 ${slots} 10`} preserveAspectRatio="none">
        {shares.map(({ work, undo, failed }, index) => (work + undo === 0 ? null : <rect key={index} x={index} width={1} y={10 - height(work + undo)} height={height(work + undo)} data-kind={failed ? 'failed' : undo > work ? 'undo' : 'work'} />))}
      </svg>
      <span className={styles.window} style={{ left: `${Math.min(left, right) * 100}%`, width: `${Math.abs(right - left) * 100}%` }} />
    </div>
  )
}

const height = (busy: number) => 3 + 7 * Math.min(1, busy / 4)

interface Share {
  work: number
  undo: number
  failed: boolean
}

function busyShares(steps: readonly StepView[], scale: TimeScale, end: number): readonly Share[] {
  const shares = Array.from({ length: slots }, (): Share => ({ work: 0, undo: 0, failed: false }))
  const at = (time: number) => Math.min(slots - 1, Math.max(0, Math.floor(scale.toX(time) * slots)))
  const add = (span: { readonly from: number; readonly to: number }, to: (share: Share) => void) => {
    for (let slot = at(span.from); slot <= at(span.to); slot += 1) {
      const share = shares[slot]
      if (share) to(share)
    }
  }
  for (const step of steps) {
    for (const { startedAt, endedAt, outcome } of step.attempts) {
      add({ from: startedAt, to: endedAt ?? end }, (share) => (share.work += 1))
      if (endedAt !== undefined && outcome === 'failed') add({ from: endedAt, to: endedAt }, (share) => (share.failed = true))
    }
    if (step.undo) add({ from: step.undo.startedAt, to: step.undo.endedAt ?? end }, (share) => (share.undo += 1))
  }
  return shares
}
