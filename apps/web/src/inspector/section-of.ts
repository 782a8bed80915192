import type { Patch } from '../store/command/patch.ts'
import type { Located } from '../store/document/locate.ts'
import type { Step } from '@eddy/workflow'

export type StepPatch = Patch<Omit<Step, 'name'>>

/** What each section gets: the step, and the one way to change it. */
export interface SectionOf {
  readonly found: Located
  readonly change: (patch: StepPatch) => void
  /** Whose it is, where the sections of more than one step are on the screen. */
  readonly of?: string
}
