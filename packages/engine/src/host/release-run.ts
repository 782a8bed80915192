import type { RunState, Task } from '../state/run-state.ts'
import type { StepInstance } from '../state/run-tree.ts'
import type { TaskOffer } from '../state/task-offer.ts'
import { Performance } from './performance.ts'

/** A run in the hands of a host, as far as it takes to let go of it. */
export interface Held {
  readonly state: RunState
  releasing: (() => void) | undefined
  pump(): void
  detach(): void
}

/** Begins nothing more; lets go of the run when what is in flight has ended, and says so at that moment (H9). */
export function release(run: Held, done: () => void): void {
  run.releasing = done
  run.pump()
  if (run.releasing !== undefined) letGoWhenQuiet(run)
}

export function letGoWhenQuiet(run: Held): void {
  const { state, releasing } = run
  if (!state.due.isEmpty || isCalling(state)) return
  run.detach()
  run.releasing = undefined
  releasing?.()
}

/** Whether the outcome of a call is awaited, or what follows from it. Waits, and what waits for a host, are not. O(steps with something to do). */
function isCalling({ performing, offers }: RunState): boolean {
  for (const step of performing) if (isCall(step) && !isHeld(offers.get(step))) return true
  return false
}

/** A worker outside has it, whoever holds the run. */
function isHeld(offer: TaskOffer | undefined): boolean {
  return offer !== undefined && offer.outcome === undefined
}

function isCall({ duty, performance }: StepInstance): boolean {
  return duty === 'run' || duty === 'rerun' || duty === 'judge' || performance instanceof Performance
}

/** What only brings to its end what has begun: all else comes again from the log when the run is taken up. */
export function isEnding(task: Task): boolean {
  return task.kind === 'judge' || task.kind === 'settle' || task.kind === 'abort' || (task.kind === 'attempt' && task.step.duty === 'rerun')
}
