import { applyOverride, fieldOf, type OverriddenField, type Override, type WorkflowDocument } from '@eddy/workflow'
import { Refusal } from '../refusal.ts'

/** An override as it is asked for; what the fields were is not for the asker to say. */
export interface OverrideAsked {
  readonly name: string
  readonly fields: readonly OverriddenField[]
}

export interface OverriddenDocument {
  readonly document: WorkflowDocument
  readonly override: Override | null
}

/** What is to run with the settings of an override. Refuses settings that do not fit (INVALID_DOCUMENT), and runs of an environment, which are real. */
export function withOverride(document: WorkflowDocument, { override, environment }: { readonly override?: OverrideAsked | undefined; readonly environment?: string | undefined }): OverriddenDocument {
  if (override === undefined) return { document, override: null }
  if (environment !== undefined) throw new Refusal('INVALID_STATE', 'Runs of an environment are real: try an override with the draft or with a version by its number.')
  const fields = override.fields.map((field) => fieldOf(document, field))
  const applied = applyOverride(document, fields)
  if (!applied.ok) throw new Refusal('INVALID_DOCUMENT', `The override "${override.name}" does not fit: ${applied.problems[0]?.message ?? 'a field cannot be set to this.'}`, applied.problems)
  return { document: applied.document, override: { name: override.name, fields } }
}
