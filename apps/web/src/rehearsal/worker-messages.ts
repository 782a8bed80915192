import type { BacktestedRun, Coverage, Drill, FailureMatrix, RecordedRun, Rehearsal, Script } from '@eddy/rehearsal'
import type { Fixture, WorkflowDocument } from '@eddy/workflow'
import type { CoveragePatch } from './coverage-patch.ts'
import type { PlayPatch } from './play-patch.ts'

/** What is rehearsed: a document, and the workflows that it composes by reference. */
export interface Play {
  readonly document: WorkflowDocument
  readonly library: { readonly [reference: string]: WorkflowDocument }
}

/** `recorded` is a function, which no message can carry. */
export type PlayScript = Omit<Script, 'recorded'>

export type Question =
  | { readonly type: 'coverage'; readonly play: Play }
  | { readonly type: 'matrix'; readonly play: Play; readonly fixture: Fixture | undefined }
  | { readonly type: 'drill'; readonly play: Play; readonly fixture: Fixture | undefined }
  | { readonly type: 'rehearse'; readonly play: Play; readonly script: PlayScript }
  | { readonly type: 'backtest'; readonly play: Play; readonly runs: readonly RecordedRun[] }

export type Answer =
  | { readonly type: 'progress'; readonly done: number; readonly of: number }
  | { readonly type: 'coverage'; readonly coverage: Coverage }
  | { readonly type: 'matrix'; readonly matrix: FailureMatrix; readonly coverage: Coverage }
  | { readonly type: 'drill'; readonly drill: Drill }
  /** One run after the other, so that a person sees them come. */
  | { readonly type: 'backtested'; readonly run: BacktestedRun; readonly last: boolean }
  | { readonly type: 'rehearsed'; readonly rehearsal: Rehearsal }
  /** It cannot be rehearsed as it is: one sentence. */
  | { readonly type: 'problem'; readonly message: string }

/** Both sides keep what was told last: of a workflow with ten thousand steps, an edit sends what it has changed. */
export interface ToWorker {
  readonly id: number
  readonly play: PlayPatch
  readonly question: WithoutPlay<Question>
}

export interface FromWorker {
  readonly id: number
  readonly answer: WithoutCoverage<Answer>
  readonly coverage?: CoveragePatch
}

type WithoutPlay<One> = One extends Question ? Omit<One, 'play'> : never
type WithoutCoverage<One> = One extends { readonly coverage: Coverage } ? Omit<One, 'coverage'> : One
