import { mapSteps, type WorkflowDocument } from '@eddy/workflow'
import { stepIndex } from '../document/locate.ts'

const known = new WeakMap<WorkflowDocument, ReadonlyMap<string, string>>()

/** JSON pointers of all steps and handlers by path; built once per document. */
export function stepPointers(document: WorkflowDocument): ReadonlyMap<string, string> {
  let pointers = known.get(document)
  if (!pointers) {
    const byStep = new Map<unknown, string>()
    mapSteps(document, (step, pointer) => {
      byStep.set(step, pointer)
      return step
    })
    pointers = new Map([...stepIndex(document).values()].flatMap(({ path, step }) => {
      const pointer = byStep.get(step)
      return pointer === undefined ? [] : [[path, pointer] as const]
    }))
    known.set(document, pointers)
  }
  return pointers
}
