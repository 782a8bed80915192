import type { Json } from '@eddy/workflow'
import type { StepCall } from '../step/step-call.ts'

/** What came of a question, as it stands in Restate's journal. */
export type Answer = { readonly value: Json } | { readonly thrown: string }

/** An answer and when it came, in milliseconds since the epoch: all that a run learns from outside has this form. */
export interface Answered {
  readonly id: number
  readonly at: number
  readonly answer: Answer
}

/** Told to stop when its answer is no longer wanted; it answers all the same. */
export interface Stop {
  readonly aborted: boolean
  addEventListener(type: 'abort', listener: () => void): void
  removeEventListener(type: 'abort', listener: () => void): void
}

export type Work = (stop: Stop) => unknown

/** Where the answer is found: `here`, in this process, as often as need be; `effect`, in this process, once; `step`, by a step worker. */
export type Place = 'here' | 'effect' | 'step'

export interface Question {
  /** Counted from 1 in the order of asking, which is the same whenever the run is gone through again. */
  readonly id: number
  readonly place: Place
  readonly label: string
  /** The run's last event when it was asked. */
  readonly seq: number
  readonly work: Work
  /** For a step worker. */
  readonly call?: StepCall
  /** Asked of the executor: the run is not over before it is answered. */
  readonly step: boolean
  /** It only waits its turn: nothing is under way that would have to end before the process does, and another waits anew. */
  readonly waits?: boolean
  /** What must be at hand in this process before the answer is taken in. */
  readonly prepare?: () => Promise<void>
  settle(answer: Answer): void
}
