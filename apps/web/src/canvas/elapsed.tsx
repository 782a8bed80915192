import { use, useEffect, useState, useSyncExternalStore } from 'react'
import { durationText } from './card-state.ts'
import { OverlayContext } from './overlay-context.ts'

const never = () => () => {}

/** A clock that runs while the step does; ten times a second is as fast as digits can be read. While a moment is looked at it stands there. */
export function Elapsed({ since }: { readonly since: number }) {
  const overlay = use(OverlayContext)
  const stands = useSyncExternalStore(overlay?.subscribe ?? never, () => overlay?.clock)
  const [now, setNow] = useState(() => Date.now())
  const runs = stands === undefined
  // the clock is outside of React
  useEffect(() => {
    if (!runs) return undefined
    const timer = setInterval(() => setNow(Date.now()), 100)
    return () => clearInterval(timer)
  }, [runs])
  return <>{durationText((stands ?? now) - since)}</>
}
