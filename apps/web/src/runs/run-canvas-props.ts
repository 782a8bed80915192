import type { RecordedMoment } from '@eddy/engine'
import type { Trial, WorkflowDocument } from '@eddy/workflow'
import type { CardNote } from '../store/card-note.ts'
import type { HoveredStep } from '../store/hovered-step.ts'

/** What a canvas needs to show a run. */
export interface RunCanvasProps {
  readonly document: WorkflowDocument
  /** What is pinned, and what part is run; null for a run of the workflow as it is. */
  readonly trial: Trial | null
  readonly moment: RecordedMoment
  /** Calls the listener with the paths of the steps that have changed since, whenever the moment has gone on. Never changes. */
  readonly onChange: (listener: (changed: ReadonlySet<string>) => void) => () => void
  /** The time at which clocks stand; undefined while the present is shown. */
  readonly clock: number | undefined
  /** The step at which the run has failed. */
  readonly failed: string | undefined
  /** The run has gone on since the page was opened. */
  readonly watched: boolean
  readonly hovered: HoveredStep
  /** Said of cards beside their states. */
  readonly notes: ReadonlyMap<string, CardNote> | undefined
  readonly selected: string | undefined
  readonly onSelect: (path: string | null | undefined) => void
}
