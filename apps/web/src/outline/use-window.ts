import { type UIEvent, useCallback, useEffect, useRef, useState } from 'react'

export const rowHeight = 28
/** Up to so many rows are simply drawn. */
const few = 200
const spare = 10

export interface RowWindow {
  readonly first: number
  /** One past the last. */
  readonly until: number
  readonly attach: (element: HTMLElement | null) => (() => void) | undefined
  readonly onScroll: (event: UIEvent<HTMLElement>) => void
}

/** Which rows are drawn; keeps row `at` in sight, and drawn in any case, for the focus points to it. */
export function useWindow(count: number, at: number): RowWindow {
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
  }, [at])
  const onScroll = useCallback((event: UIEvent<HTMLElement>) => {
    const top = event.currentTarget.scrollTop
    if (count > few) setPlace((before) => ({ ...before, top }))
  }, [count])
  if (count <= few) return { first: 0, until: count, attach, onScroll }
  return { first: Math.max(0, Math.floor(place.top / rowHeight) - spare), until: Math.min(count, Math.ceil((place.top + place.height) / rowHeight) + spare), attach, onScroll }
}
