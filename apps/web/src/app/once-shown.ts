import type { RefObject } from 'react'

/** A form that is not there after so many frames will not come. */
const most = 60

/** Does something once a panel shows what is selected, which it does after the drawing. Returns what stops the waiting. */
export function onceShown(panel: RefObject<HTMLElement | null>, act: () => void): () => void {
  let left = most
  const look = () => {
    if (panel.current?.getAttribute('aria-busy') === 'true' && (left -= 1) > 0) frame = requestAnimationFrame(look)
    else act()
  }
  // what was selected just now has not been drawn yet
  let frame = requestAnimationFrame(look)
  return () => cancelAnimationFrame(frame)
}
