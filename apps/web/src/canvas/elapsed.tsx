import { useEffect, useState } from 'react'
import { durationText } from './card-state.ts'

/** A clock that runs while the step does; ten times a second is as fast as digits can be read. */
export function Elapsed({ since }: { readonly since: number }) {
  const [now, setNow] = useState(() => Date.now())
  // the clock is outside of React
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 100)
    return () => clearInterval(timer)
  }, [])
  return <>{durationText(now - since)}</>
}
