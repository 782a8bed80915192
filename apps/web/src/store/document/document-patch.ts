import type { Step, WorkflowDocument } from '@eddy/workflow'

/** What of a list is new: so many at its start and at its end are as before. */
interface ListPatch {
  readonly start: number
  readonly end: number
  readonly items: readonly Step[]
}

/** What has changed of a document, as small as an edit: steps share their parts from edit to edit, so a comparison is enough. */
export interface DocumentPatch {
  /** Everything but the lists of steps and the drawn places, which no check looks at. */
  readonly rest: Omit<WorkflowDocument, 'steps' | 'handlers' | 'failure'>
  readonly steps: ListPatch
  readonly handlers: ListPatch | undefined
  readonly failure: ListPatch | undefined
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

function listPatch(before: readonly Step[] = [], after: readonly Step[]): ListPatch {
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before[start] === after[start]) start += 1
  let end = 0
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end += 1
  return { start, end, items: after.slice(start, after.length - end) }
}

function patchedList(before: readonly Step[] = [], { start, end, items }: ListPatch): readonly Step[] {
  return [...before.slice(0, start), ...items, ...before.slice(before.length - end)]
}
