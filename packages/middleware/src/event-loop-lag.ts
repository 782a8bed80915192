import { monitorEventLoopDelay } from 'node:perf_hooks'

const RESOLUTION_MS = 10

/** How late the event loop was, in milliseconds, at the 90th percentile since it was last asked; Node only. Keeps no process alive. */
export function eventLoopLag(): () => number {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  delays.enable()
  return () => {
    // the delay counts from one look to the next, the resolution included; without a look yet it is not a number
    const late = delays.percentile(90) / 1_000_000 - RESOLUTION_MS
    delays.reset()
    return late > 0 ? late : 0
  }
}
