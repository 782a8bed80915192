import type { StepContext, StepRequest } from '@eddy/engine'
import type { Json } from '@eddy/workflow'

/** A step on its way to a worker: its definition goes with it, so that a worker needs nothing of the run. No secrets are in it. */
export interface StepCall extends Pick<StepRequest, 'runId' | 'path' | 'step' | 'purpose' | 'arguments' | 'idempotencyKey'> {
  readonly context: StepContext
  readonly undoing?: { readonly value: Json; readonly arguments: { readonly [name: string]: Json } }
  /** It may leave something in the world: if its worker dies on the way, nobody knows. */
  readonly doubtful: boolean
}

export function stepCall(request: StepRequest, doubtful: boolean): StepCall {
  const { runId, path, step, purpose, arguments: args, idempotencyKey, context, undoing } = request
  return { runId, path, step, purpose, arguments: args, idempotencyKey, context, doubtful, ...(undoing === undefined ? {} : { undoing }) }
}
