import { type UIEvent, useCallback, useEffect, useRef, useState } from 'react'

export interface WindowOptions {
  readonly count: number
  readonly rowHeight: number
  /** The row that must stay in sight; absent: none must. */
  readonly at?: number
  /** Up to so many rows are simply drawn. */
  readonly few?: number
  /** Rows drawn beyond those in sight, on either side. */
  readonly spare?: number
}

export interface RowWindow {
  readonly first: number
  /** One past the last. */
  readonly until: number
  readonly attach: (element: HTMLElement | null) => (() => void) | undefined
  readonly onScroll: (event: UIEvent<HTMLElement>) => void
}

const SPARE = 10

/** Which rows of equal height are in sight of a scrolling element, with some to spare on both sides. */
export function useWindow({ count, rowHeight, at = -1, few = 0, spare = SPARE }: WindowOptions): RowWindow {
  const scroller = useRef<HTMLElement>(null)
  const [place, setPlace] = useState({ top: 0, height: 600 })
  const attach = useCallback((element: HTMLElement | null) => {
    scroller.current = element
    if (!element) return undefined
    const observer = new ResizeObserver(() => setPlace((before) => ({ ...before, height: element.clientHeight })))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  // the place of the scroll bar is the browser's
  useEffect(() => {
    const element = scroller.current
    if (!element || at < 0) return
    const top = at * rowHeight
    if (top < element.scrollTop) element.scrollTop = top
    else if (top + rowHeight > element.scrollTop + element.clientHeight) element.scrollTop = top + rowHeight - element.clientHeight
  }, [at, rowHeight])
  const all = count <= few
  const onScroll = useCallback(
    (event: UIEvent<HTMLElement>) => {
      const top = event.currentTarget.scrollTop
      // the same rows are in sight: nothing is drawn again for a few pixels, and the spare ones cover them
      if (!all) setPlace((before) => (Math.floor(before.top / rowHeight) === Math.floor(top / rowHeight) ? before : { ...before, top }))
    },
    [all, rowHeight],
  )
  if (all) return { first: 0, until: count, attach, onScroll }
  return { first: Math.max(0, Math.floor(place.top / rowHeight) - spare), until: Math.min(count, Math.ceil((place.top + place.height) / rowHeight) + spare), attach, onScroll }
}
