import type { Coverage, Drill, FailureMatrix, Rehearsal, Script } from '@eddy/rehearsal'
import type { Fixture, WorkflowDocument } from '@eddy/workflow'

/** What is rehearsed: a document, and the workflows that it composes by reference. */
export interface Play {
  readonly document: WorkflowDocument
  readonly library: { readonly [reference: string]: WorkflowDocument }
}

/** `recorded` is a function, which no message can carry. */
export type PlayScript = Omit<Script, 'recorded'>

export type ToWorker = { readonly id: number; readonly play: Play } & (
  | { readonly type: 'coverage' }
  | { readonly type: 'matrix'; readonly fixture: Fixture | undefined }
  | { readonly type: 'drill'; readonly fixture: Fixture | undefined }
  | { readonly type: 'rehearse'; readonly script: PlayScript }
)

export type FromWorker = { readonly id: number } & (
  | { readonly type: 'progress'; readonly done: number; readonly of: number }
  | { readonly type: 'coverage'; readonly coverage: Coverage }
  | { readonly type: 'matrix'; readonly matrix: FailureMatrix; readonly coverage: Coverage }
  | { readonly type: 'drill'; readonly drill: Drill }
  | { readonly type: 'rehearsed'; readonly rehearsal: Rehearsal }
  /** It cannot be rehearsed as it is: one sentence. */
  | { readonly type: 'problem'; readonly message: string }
)
