import type { DocumentDiff } from '@eddy/workflow'

/** Edits as a person counts them: a step that came, went or got another name is one, and so is each field. Lines follow from these. */
export function countChanges({ steps, fields, lines }: DocumentDiff): number {
  const counted = steps.reduce((sum, { change, fields: inner }) => sum + (change === 'changed' ? inner.length : 1 + inner.length), fields.length)
  return Math.max(counted, lines.length > 0 ? 1 : 0)
}
