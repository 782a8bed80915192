import { use, useCallback, useSyncExternalStore } from 'react'
import { FrozenTime } from './frozen-time.ts'
import { serverNow } from './server-time.ts'

/** What the passing time comes to in words, looked at every so many milliseconds: the component is drawn again only when the words are others. */
export function useTimeWords({ going, everyMs = 100 }: { readonly going: boolean; readonly everyMs?: number }, words: (now: number) => string): string {
  const frozen = use(FrozenTime)
  const subscribe = useTicks(going && frozen === undefined, everyMs)
  return useSyncExternalStore(subscribe, () => words(frozen ?? serverNow()))
}

/** The server's time, in milliseconds since the epoch and steps of `everyMs`, for as long as something is going on; it stands still otherwise. */
export function useNow(going: boolean, everyMs = 100): number {
  const frozen = use(FrozenTime)
  const subscribe = useTicks(going && frozen === undefined, everyMs)
  // rounded, so that the value holds still while React compares it
  const now = useSyncExternalStore(subscribe, () => Math.floor(serverNow() / everyMs) * everyMs)
  return frozen ?? now
}

function useTicks(going: boolean, everyMs: number) {
  return useCallback((listener: () => void) => {
    if (!going) return () => {}
    const timer = setInterval(listener, everyMs)
    return () => clearInterval(timer)
  }, [going, everyMs])
}
