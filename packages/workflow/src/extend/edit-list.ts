import { mapSteps } from '../map-steps.ts'
import type { Step, WorkflowDocument } from '../document.ts'

/**
 * The document with one list of steps replaced, found by its JSON pointer: `/steps`, `/handlers`, `/failure/steps`,
 * `/steps/2/branches/0/steps`. What does not change is shared.
 */
export function editList(document: WorkflowDocument, pointer: string, change: (steps: readonly Step[]) => readonly Step[]): WorkflowDocument {
  if (pointer === '/steps') return { ...document, steps: change(document.steps) }
  if (pointer === '/handlers') return { ...document, handlers: change(document.handlers ?? []) }
  if (pointer === '/failure/steps') return { ...document, failure: { ...document.failure, steps: change(document.failure?.steps ?? []) } }
  return mapSteps(document, (step, at) => {
    if (pointer === `${at}/steps`) return { ...step, steps: change(step.steps ?? []) }
    const branch = step.branches?.findIndex((_, index) => pointer === `${at}/branches/${index}/steps`) ?? -1
    if (branch < 0) return step
    return { ...step, branches: (step.branches ?? []).map((other, index) => (index === branch ? { ...other, steps: change(other.steps) } : other)) }
  })
}

/** The list that a step with this pointer stands in, and its place there. */
export function listOf(pointer: string): { readonly list: string; readonly index: number } {
  const cut = pointer.lastIndexOf('/')
  return { list: pointer.slice(0, cut), index: Number(pointer.slice(cut + 1)) }
}
