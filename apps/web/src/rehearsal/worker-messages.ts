import type { BacktestedRun, Coverage, Drill, FailureMatrix, RecordedRun, Rehearsal, Script } from '@eddy/rehearsal'
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
  | { readonly type: 'backtest'; readonly runs: readonly RecordedRun[] }
)

export type FromWorker = { readonly id: number } & (
  | { readonly type: 'progress'; readonly done: number; readonly of: number }
  | { readonly type: 'coverage'; readonly coverage: Coverage }
  | { readonly type: 'matrix'; readonly matrix: FailureMatrix; readonly coverage: Coverage }
  | { readonly type: 'drill'; readonly drill: Drill }
  /** One run after the other, so that a person sees them come. */
  | { readonly type: 'backtested'; readonly run: BacktestedRun; readonly last: boolean }
  | { readonly type: 'rehearsed'; readonly rehearsal: Rehearsal }
  /** It cannot be rehearsed as it is: one sentence. */
  | { readonly type: 'problem'; readonly message: string }
)
