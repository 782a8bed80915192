import type { RunState, Task } from '../state/run-state.ts'
import { Performance } from './performance.ts'
import type { RunDriver } from './run-driver.ts'

/** Begins nothing more; lets go of the run when what is in flight has ended, and says so at that moment (H9). */
export function release(driver: RunDriver, done: () => void): void {
  driver.releasing = done
  driver.pump()
  if (driver.releasing !== undefined) letGoWhenQuiet(driver)
}

export function letGoWhenQuiet(driver: RunDriver): void {
  const { state, releasing } = driver
  if (!state.due.isEmpty || isCalling(state)) return
  driver.detach()
  driver.releasing = undefined
  releasing?.()
}

/** Whether the outcome of a call is awaited, or what follows from it. Waits, and what waits for a host, are not. O(steps with something to do). */
function isCalling({ performing }: RunState): boolean {
  for (const { duty, performance } of performing) if (duty === 'run' || duty === 'rerun' || duty === 'judge' || performance instanceof Performance) return true
  return false
}

/** What only brings to its end what has begun: all else comes again from the log when the run is taken up. */
export function isEnding(task: Task): boolean {
  return task.kind === 'judge' || task.kind === 'abort' || (task.kind === 'attempt' && task.step.duty === 'rerun')
}
