import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Playhead } from './playhead.ts'
import { idleSpans, panned, timeScale, wholeOf, zoomed, type Span, type TimeScale } from './time-scale.ts'
import type { Bar } from './timeline-bars.ts'

export interface TimelineZoom {
  readonly scale: TimeScale
  readonly foldsIdle: boolean
  /** Never changes. */
  readonly acts: ZoomActs
}

export interface ZoomActs {
  readonly setFoldsIdle: (folds: boolean) => void
  /** Shows one folded stretch as long as it was; they all fold again with `setFoldsIdle`. */
  readonly reopen: (span: Span) => void
  readonly setWindow: (window: Span | undefined) => void
  /** By a factor around a time; around the middle when left out. */
  readonly zoom: (factor: number, at?: number) => void
  readonly pan: (by: number) => void
}

export interface ScaleInputs {
  /** When anything worked or was undone. */
  readonly busy: readonly Bar[]
  readonly start: number
  readonly end: number
  readonly playhead: Playhead
  /** Nothing comes any more. */
  readonly over: boolean
}

const key = 'eddy.run.fold-idle'

/** What the timeline shows of a run's time. Looking closer or elsewhere leaves the present. */
export function useTimelineScale({ busy, start, end, playhead, over }: ScaleInputs): TimelineZoom {
  const [window, showWindow] = useState<Span>()
  const showAll = useCallback(() => showWindow(undefined), [])
  useReturn(playhead, over, showAll)
  const [foldsIdle, foldIdle] = useState(() => localStorage.getItem(key) !== 'no')
  // by where they begin: the last one grows
  const [reopened, setReopened] = useState<ReadonlySet<number>>(new Set())
  const idle = useMemo(() => (foldsIdle ? idleSpans({ from: start, to: end }, busy.map(({ from, to = end }) => ({ from, to }))) : []), [foldsIdle, busy, start, end])
  const folded = useMemo(() => idle.filter(({ from }) => !reopened.has(from)), [idle, reopened])
  const scale = useMemo(() => {
    return timeScale({ whole: wholeOf({ from: start, to: end }, folded), window, folded })
  }, [start, end, window, folded])
  const latest = useRef(scale)
  // what is pressed goes by the scale that is seen
  useEffect(() => {
    latest.current = scale
  })
  const acts = useMemo((): ZoomActs => {
    function setWindow(next: Span | undefined) {
      if (next) playhead.hold()
      showWindow(next)
    }
    return {
      setFoldsIdle(folds) {
        foldIdle(folds)
        setReopened(new Set())
        localStorage.setItem(key, folds ? 'yes' : 'no')
      },
      reopen: ({ from }) => setReopened((before) => new Set([...before, from])),
      setWindow,
      zoom: (factor, at) => setWindow(zoomed(latest.current, at ?? latest.current.toTime(0.5), factor)),
      pan: (by) => showsPart(latest.current) && setWindow(panned(latest.current, by)),
    }
  }, [playhead])
  return { scale, foldsIdle, acts }
}

function showsPart({ window, whole }: TimeScale): boolean {
  return window !== whole
}

/** Back in the present, the present is seen: what somebody had looked at closer is left. A run that is over has none to go back to. */
function useReturn(playhead: Playhead, over: boolean, onReturn: () => void): void {
  // the playhead is outside of React
  useEffect(() => {
    let followed = playhead.follows()
    return playhead.subscribe(() => {
      const follows = playhead.follows()
      if (follows && !followed && !over) onReturn()
      followed = follows
    })
  }, [playhead, over, onReturn])
}

/** The wheel with Ctrl zooms around the pointer, with Shift or sideways it pans; else it scrolls the rows, or zooms where there is nothing to scroll. */
export function useTimelineWheel(zoom: TimelineZoom): (element: HTMLElement | null) => void {
  const latest = useRef(zoom)
  const [element, setElement] = useState<HTMLElement | null>(null)
  // the listener is made once, and reads what is current
  useEffect(() => {
    latest.current = zoom
  })
  // React listens to the wheel passively, so that the page would zoom too
  useEffect(() => {
    if (!element) return undefined
    const onWheel = (event: WheelEvent) => {
      const bars = element.querySelector('[data-bars]')?.getBoundingClientRect()
      if (!bars || event.clientX < bars.left) return
      const { scale, acts } = latest.current
      const wheel = meaningOf(event, element.scrollHeight > element.clientHeight + 1)
      if (wheel === 'scroll') return
      if (wheel === 'zoom') acts.zoom(Math.exp(event.deltaY / 400), scale.toTime((event.clientX - bars.left) / bars.width))
      else acts.pan(sidewaysOf(event) / bars.width)
      event.preventDefault()
    }
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  }, [element])
  return setElement
}

function sidewaysOf({ shiftKey, deltaX, deltaY }: WheelEvent): number {
  return shiftKey ? deltaY || deltaX : deltaX
}

function meaningOf(event: WheelEvent, scrolls: boolean): 'zoom' | 'pan' | 'scroll' {
  const sideways = Math.abs(sidewaysOf(event))
  if (event.ctrlKey || event.metaKey) return 'zoom'
  if (sideways > 0 && (event.shiftKey || sideways > Math.abs(event.deltaY))) return 'pan'
  return scrolls ? 'scroll' : 'zoom'
}
