import { catalog } from '@eddy/steps/contract'
import { type Problem, validate, type WorkflowDocument } from '@eddy/workflow'

/** The same checks that the server makes before a run. */
export function validateDraft(document: WorkflowDocument): readonly Problem[] {
  return validate(document, { catalog })
}
