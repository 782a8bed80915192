import type { WorkflowDocument } from '@eddy/workflow'

/** Reads a workflow from a file. Only its outline is checked here: whatever else is wrong shows up as problems on the canvas. */
export function parseDocument(text: string): WorkflowDocument {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new Error('This file is not JSON, so it is no workflow. Nothing was changed.')
  }
  if (!isDocument(value)) throw new Error('This file is JSON, but no Eddy workflow of format 1. Nothing was changed.')
  return value
}

function isDocument(value: unknown): value is WorkflowDocument {
  if (typeof value !== 'object' || value === null || !('eddy' in value) || value.eddy !== 1) return false
  return 'name' in value && typeof value.name === 'string' && 'steps' in value && Array.isArray(value.steps) && value.steps.every((step: unknown) => typeof step === 'object' && step !== null && 'name' in step && 'kind' in step)
}
