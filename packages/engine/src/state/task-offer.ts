import type { EventData } from '../event/event.ts'
import type { RunState } from './run-state.ts'
import type { StepInstance } from './step-instance.ts'

/** A call that is left to a worker outside: offered until one claims it, and again when that one gives it back or is not heard of (T1). */
export interface TaskOffer extends Omit<EventData['task.offered'], 'timeoutMs'> {
  /** The number of the event that has offered it: with the run's id, the task's name. */
  readonly task: number
  readonly offeredAt: number
  /** Of the last claim, from 1; 0 before the first. A word under an older one is refused. */
  fence: number
  claim: TaskHold | undefined
  /** What the worker has said of its end, until it is taken in. */
  outcome: EventData['task.completed']['outcome'] | undefined
}

/** Who has a task in hand, and until when. */
export interface TaskHold {
  readonly worker: string
  readonly claimedAt: number
  heardAt: number
  leaseUntil: number
  progress: EventData['task.heartbeat']['progress']
}

/** Nobody has it in hand, and its end has not been told. */
export function isUnclaimed({ claim, outcome }: TaskOffer): boolean {
  return claim === undefined && outcome === undefined
}

/** The offer is over: its lease and the step's time limit end with it. */
export function closeOffer(state: RunState, step: StepInstance): void {
  const offer = state.offers.get(step)
  if (offer === undefined) return
  state.offers.delete(step)
  state.timers.delete(leaseTimer(step, offer))
  if (step.plan.native === null) state.timers.delete(`timeout:${step.path}`)
}

/** Several holders of one name may have tasks at once. */
export function leaseTimer(step: StepInstance, { task }: Pick<TaskOffer, 'task'>): string {
  return `lease:${step.path}#${task}`
}

/** Sets, or sets anew, when the worker must have been heard of. Follows from the event that it is told in: no event of its own. */
export function limitLease(state: RunState, step: StepInstance, offer: TaskOffer): void {
  const { claim } = offer
  if (claim === undefined) return
  const timer = { kind: 'wait', id: leaseTimer(step, offer), dueAt: claim.leaseUntil, setBy: state.seq, step } as const
  state.timers.set(timer.id, timer)
  state.tasks.push(timer)
}
