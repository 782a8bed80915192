import type { AbortSignalLike } from '@eddy/engine'

/** Waits `ms` milliseconds, or until the signal tells that the outcome is no longer wanted; never rejects. */
export function paused(ms: number, signal: AbortSignalLike): Promise<void> {
  if (ms <= 0 || signal.aborted) return Promise.resolve()
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    signal.addEventListener('abort', end)
  })
}
