import type { Fault } from '@eddy/rehearsal'
import type { Edition } from './library-types.ts'

/** What is to be rehearsed: a sample, and what goes wrong. Each request is a new object. */
export interface AskedRehearsal {
  /** The title of a sample; empty: values are made up. */
  readonly sample: string
  readonly faults: readonly Fault[]
}

/** What is drawn of an entry, and rehearsed on the drawing. */
export interface StageRequest {
  readonly edition: Edition
  readonly asked: AskedRehearsal | undefined
}
