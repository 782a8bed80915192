import { startTransition, useEffect, useState } from 'react'

/** The value as it was, and two frames later the value itself: what costs much is drawn when the rest has been seen. `atOnce`: not behind. */
export function useBehind<Value>(value: Value, atOnce: boolean): Value {
  const [shown, setShown] = useState(value)
  // what was seen once is not taken back when it may be behind again
  if (atOnce && shown !== value) setShown(value)
  // frames are the browser's
  useEffect(() => {
    if (shown === value) return
    let timer: ReturnType<typeof setTimeout> | undefined
    // the next frame may be under way already: the one after it has what was drawn now
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => {
        timer = setTimeout(() => startTransition(() => setShown(value)), 0)
      })
    })
    return () => {
      cancelAnimationFrame(frame)
      clearTimeout(timer)
    }
  }, [shown, value])
  return atOnce ? value : shown
}
