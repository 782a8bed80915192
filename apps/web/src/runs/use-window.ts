import type { UIEvent } from 'react'
import { useCallback, useState } from 'react'

export interface RowWindow {
  readonly first: number
  /** One past the last. */
  readonly until: number
  readonly attach: (element: HTMLElement | null) => (() => void) | undefined
  readonly onScroll: (event: UIEvent<HTMLElement>) => void
}

/** Which of `count` rows of equal height are in sight of a scrolling element, with some to spare on both sides. */
export function useWindow(count: number, rowHeight: number): RowWindow {
  const [place, setPlace] = useState({ top: 0, height: 600 })
  const attach = useCallback((element: HTMLElement | null) => {
    if (!element) return undefined
    const observer = new ResizeObserver(() => setPlace((before) => ({ ...before, height: element.clientHeight })))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  const onScroll = useCallback((event: UIEvent<HTMLElement>) => {
    const top = event.currentTarget.scrollTop
    setPlace((before) => ({ ...before, top }))
  }, [])
  return {
    first: Math.max(0, Math.floor(place.top / rowHeight) - 8),
    until: Math.min(count, Math.ceil((place.top + place.height) / rowHeight) + 8),
    attach,
    onScroll,
  }
}
