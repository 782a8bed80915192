import type { EventData } from '../event/event.ts'

/** A call that is left to a worker outside: offered until one claims it, and again when that one gives it back or is not heard of (T1). */
export interface TaskOffer extends Omit<EventData['task.offered'], 'timeoutMs'> {
  /** The number of the event that has offered it: with the run's id, the task's name. */
  readonly task: number
  readonly offeredAt: number
  /** Of the last claim, from 1; 0 before the first. A word under an older one is refused. */
  fence: number
  claim: TaskHold | undefined
  /** What the worker has said of its end, or that its time has run out, until it is taken in. */
  outcome: EventData['task.completed']['outcome'] | { readonly kind: 'timeout' } | undefined
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
