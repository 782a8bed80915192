import { use, useEffect, useState, useSyncExternalStore } from 'react'
import { serverNow } from '../ui/server-time.ts'
import { OverlayContext } from './overlay-context.ts'

const never = () => () => {}

type ElapsedProps = { readonly since: number } | { readonly until: number }

/** A clock that runs while the step does, or towards its next try; ten times a second is as fast as digits can be read. While a moment is looked at it stands there. */
export function Elapsed(props: ElapsedProps) {
  const overlay = use(OverlayContext)
  const stands = useSyncExternalStore(overlay?.subscribe ?? never, () => overlay?.clock)
  const [now, setNow] = useState(() => serverNow())
  const runs = stands === undefined
  // the clock is outside of React
  useEffect(() => {
    if (!runs) return undefined
    const timer = setInterval(() => setNow(serverNow()), 100)
    return () => clearInterval(timer)
  }, [runs])
  const at = stands ?? now
  return <>{'until' in props ? `in ${elapsedText(props.until - at)}` : elapsedText(at - props.since)}</>
}

/** `0.4 s`, `12 s`, `3:05`; the same width for as long as can be. */
function elapsedText(milliseconds: number): string {
  const seconds = Math.max(0, milliseconds) / 1000
  if (seconds < 10) return `${(Math.floor(seconds * 10) / 10).toFixed(1)} s`
  if (seconds < 60) return `${Math.floor(seconds)} s`
  const minutes = Math.floor(seconds / 60)
  return minutes < 60 ? `${minutes}:${String(Math.floor(seconds % 60)).padStart(2, '0')}` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
