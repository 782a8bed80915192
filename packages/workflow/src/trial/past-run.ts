import type { Json, WorkflowDocument } from '../document.ts'
import type { Pin } from '../fixture/fixture.ts'

/** How a step of a run has ended, or stands. Elements of a map are not told apart: theirs is the map's result. */
export interface PastStep {
  /** Absent: it has not got that far. */
  readonly outcome?: { readonly kind: 'value'; readonly value: Json } | { readonly kind: 'failure'; readonly code: string; readonly message: string }
  /** A guard has passed it over. */
  readonly skipped?: boolean
  /** Its effect was taken back, so that nothing may rely on its value any more. */
  readonly undone?: boolean
}

/** What a run has left to compare with and to take results from. */
export interface PastRun {
  readonly runId: string
  /** As it was when the run started. */
  readonly document: WorkflowDocument
  /** The workflows that it composed, by reference, as far as they are known. */
  readonly composed?: { readonly [reference: string]: WorkflowDocument }
  /** With defaults, before transforms. */
  readonly input: { readonly [name: string]: Json }
  /** What its fixture had pinned. */
  readonly pins: { readonly [path: string]: Pin }
  /** By the paths of the document, `trip.reserve_hotel`. */
  readonly steps: { readonly [path: string]: PastStep }
}
