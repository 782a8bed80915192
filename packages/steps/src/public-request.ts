import type { StepRequest } from '@eddy/engine'

/** The request as others may see it: what these kinds do leaves the run before its outcome could be concealed. */
export function publicRequest(request: StepRequest): StepRequest {
  if (request.publicArguments === undefined) return request
  const { runId, path, step, purpose, context, undoing, idempotencyKey, signal } = request
  return { runId, path, step, purpose, context, idempotencyKey, signal, arguments: request.publicArguments(), ...(undoing === undefined ? {} : { undoing }) }
}
