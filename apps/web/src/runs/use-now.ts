import { useCallback, useSyncExternalStore } from 'react'

/** The time, in milliseconds since the epoch and steps of `everyMs`, for as long as something is going on; it stands still otherwise. */
export function useNow(going: boolean, everyMs = 100): number {
  const subscribe = useCallback((listener: () => void) => {
    if (!going) return () => {}
    const timer = setInterval(listener, everyMs)
    return () => clearInterval(timer)
  }, [going, everyMs])
  // rounded, so that the value holds still while React compares it
  return useSyncExternalStore(subscribe, () => Math.floor(Date.now() / everyMs) * everyMs)
}
