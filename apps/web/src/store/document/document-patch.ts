import type { Step, WorkflowDocument } from '@eddy/workflow'
import { listPatch, type ListPatch, patchedList } from '../list-patch.ts'

/** What has changed of a document, as small as an edit: steps share their parts from edit to edit, so a comparison is enough. */
export interface DocumentPatch {
  /** Everything but the lists of steps and the drawn places, which say nothing about how it runs. */
  readonly rest: Omit<WorkflowDocument, 'steps' | 'handlers' | 'failure'>
  readonly steps: ListPatch<Step>
  readonly handlers: ListPatch<Step> | undefined
  readonly failure: ListPatch<Step> | undefined
}

export function patchBetween(before: WorkflowDocument | undefined, after: WorkflowDocument): DocumentPatch {
  const { steps, handlers, failure, ...rest } = after
  const { positions: _, ...view } = rest.view ?? {}
  return {
    rest: rest.view ? { ...rest, view } : rest,
    steps: listPatch(before?.steps, steps),
    handlers: handlers && listPatch(before?.handlers, handlers),
    failure: failure && listPatch(before?.failure?.steps, failure.steps),
  }
}

export function patchedDocument(before: WorkflowDocument | undefined, { rest, steps, handlers, failure }: DocumentPatch): WorkflowDocument {
  return {
    ...rest,
    steps: patchedList(before?.steps, steps),
    ...(handlers ? { handlers: patchedList(before?.handlers, handlers) } : {}),
    ...(failure ? { failure: { steps: patchedList(before?.failure?.steps, failure) } } : {}),
  }
}
