import { catalog } from '@eddy/steps/contract'
import { type Problem, validate, type WorkflowDocument } from '@eddy/workflow'

let secrets: ReadonlySet<string> | undefined

/** The same checks that the server makes before a run. */
export function validateDraft(document: WorkflowDocument): readonly Problem[] {
  return validate(document, { catalog, ...(secrets ? { secrets } : {}) })
}

/** From now on names of secrets are checked too. Whether others are known than before. */
export function knowSecrets(names: readonly string[]): boolean {
  const same = secrets !== undefined && secrets.size === names.length && names.every((name) => secrets?.has(name))
  secrets = new Set(names)
  return !same
}
