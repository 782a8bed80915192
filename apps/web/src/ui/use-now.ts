import { use, useCallback, useSyncExternalStore } from 'react'
import { FrozenTime } from './frozen-time.ts'

/** The time, in milliseconds since the epoch and steps of `everyMs`, for as long as something is going on; it stands still otherwise. */
export function useNow(going: boolean, everyMs = 100): number {
  const frozen = use(FrozenTime)
  const runs = going && frozen === undefined
  const subscribe = useCallback((listener: () => void) => {
    if (!runs) return () => {}
    const timer = setInterval(listener, everyMs)
    return () => clearInterval(timer)
  }, [runs, everyMs])
  // rounded, so that the value holds still while React compares it
  const now = useSyncExternalStore(subscribe, () => Math.floor(Date.now() / everyMs) * everyMs)
  return frozen ?? now
}
