import type { EventData } from '../event/event.ts'
import type { RunState, Timer } from './run-state.ts'
import type { StepInstance } from './run-tree.ts'

/** Sets a timer of a step or of the run; one of the same name is dropped. To be handed to a host, which waits for it. */
export function setTimer(state: RunState, { timer: id, dueAt }: EventData['timer.set'], step: StepInstance | undefined): Timer {
  const timer: Timer = { kind: 'wait', id, dueAt, setBy: state.seq, step }
  state.timers.set(id, timer)
  return timer
}

/** The run is over: what is undone late goes on. */
export function dropAllTimers({ timers, lateUndos }: RunState): void {
  for (const [id, { step }] of timers) if (step === undefined || !lateUndos.has(step)) timers.delete(id)
}

/** What a step waits by. */
const OF_STEPS = ['retry', 'wait', 'signal', 'timeout'] as const

/** The step waits for nothing more: none of its timers may go off when its scope is gone. O(1). */
export function dropTimers({ timers }: RunState, { path }: StepInstance): void {
  if (timers.size > 0) for (const kind of OF_STEPS) timers.delete(`${kind}:${path}`)
}
