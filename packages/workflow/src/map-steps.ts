import { joinPointer } from './json-pointer.ts'
import type { Step, WorkflowDocument } from './document.ts'

/**
 * The document with every step replaced by what `change` makes of it, inner steps before their container. What does not change is
 * shared with the original. Recurses as deep as containers nest.
 */
export function mapSteps(document: WorkflowDocument, change: (step: Step, pointer: string) => Step): WorkflowDocument {
  const { handlers, failure } = document
  return {
    ...document,
    steps: mapList(document.steps, '/steps', change),
    ...(handlers && { handlers: mapList(handlers, '/handlers', change) }),
    ...(failure && { failure: { ...failure, steps: mapList(failure.steps, '/failure/steps', change) } }),
  }
}

function mapList(steps: readonly Step[], pointer: string, change: (step: Step, pointer: string) => Step): readonly Step[] {
  const mapped = steps.map((step, index) => mapStep(step, joinPointer(pointer, index), change))
  return mapped.every((step, index) => step === steps[index]) ? steps : mapped
}

function mapStep(step: Step, pointer: string, change: (step: Step, pointer: string) => Step): Step {
  const steps = step.steps && mapList(step.steps, `${pointer}/steps`, change)
  const branches = step.branches?.map((branch, index) => {
    const inner = mapList(branch.steps, `${pointer}/branches/${index}/steps`, change)
    return inner === branch.steps ? branch : { ...branch, steps: inner }
  })
  const same = steps === step.steps && (branches?.every((branch, index) => branch === step.branches?.[index]) ?? true)
  return change(same ? step : { ...step, ...(steps && { steps }), ...(branches && { branches }) }, pointer)
}
