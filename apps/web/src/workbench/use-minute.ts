import { useSyncExternalStore } from 'react'
import { serverNow } from '../ui/server-time.ts'

const MINUTE_MS = 60_000

function subscribe(listener: () => void): () => void {
  const timer = setInterval(listener, MINUTE_MS)
  return () => clearInterval(timer)
}

/** The time in milliseconds since the epoch, in whole minutes: ages are told in minutes, and reminders come due. */
export function useMinute(): number {
  return useSyncExternalStore(subscribe, () => Math.floor(serverNow() / MINUTE_MS) * MINUTE_MS)
}
