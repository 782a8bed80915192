import type { Pin } from '../fixture/fixture.ts'
import type { Override } from './override.ts'

/** A part of a workflow that is run by itself. Paths are names of steps at the top. */
export interface Part {
  readonly target: string
  /** `only`: the target alone; `to`: it and whatever it still needs. */
  readonly mode: PartMode
  /** The run that results were taken from. */
  readonly from: string | null
  readonly run: readonly string[]
  /** Steps that answer with a result they already have: pinned, or from the earlier run. */
  readonly reused: readonly string[]
}

export type PartMode = 'only' | 'to'

/** What makes a run a trial, which is never to be mistaken for a run of the workflow as it is. */
export interface Trial {
  /** The name of the fixture as it was; null: pins without a name, or none. */
  readonly fixture: string | null
  readonly pins: { readonly [path: string]: Pin }
  readonly part?: Part
  /** Settings that held for this run only; what ran had them applied. */
  readonly override?: Override
}
