import { monitorEventLoopDelay } from 'node:perf_hooks'

const RESOLUTION_MS = 10
/** A second of a loop that is on time. */
const LOOKS = 100

/** How late the event loop is, in milliseconds: the 90th percentile of the last looks, a hundred at most. Node only; keeps no process alive. */
export function eventLoopLag(): () => number {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  delays.enable()
  return () => {
    // a delay counts from one look to the next, the resolution included
    const late = delays.count === 0 ? 0 : delays.percentile(90) / 1_000_000 - RESOLUTION_MS
    // not at each question: the first delay after a reset is not seen
    if (delays.count >= LOOKS) delays.reset()
    return Math.max(0, late)
  }
}
