import { isName, limits, type WorkflowDocument } from '@eddy/workflow'
import { z } from 'zod'

/**
 * What a draft must be to be kept: of this format, with a name and a list of steps. It may have problems otherwise; nothing that a
 * person has drawn is refused for being unfinished.
 */
export const Draft = z.custom<WorkflowDocument>((value) => {
  if (typeof value !== 'object' || value === null) return false
  const { eddy, name, steps } = value as { eddy?: unknown; name?: unknown; steps?: unknown }
  return eddy === 1 && typeof name === 'string' && isName(name) && Array.isArray(steps) && steps.every(isStepLike) && JSON.stringify(value).length <= limits.documentBytes
}, 'must be a workflow document: { "eddy": 1, "name": an identifier, "steps": [ … ] } within the size limit')

function isStepLike(step: unknown): boolean {
  return typeof step === 'object' && step !== null && 'name' in step && typeof step.name === 'string' && 'kind' in step && typeof step.kind === 'string'
}
