import type { AbortSignalLike, StepRequest } from '@eddy/engine'
import type { Json, Step } from '@eddy/workflow'

/** A request to carry out a step of that kind, with everything else filled in. */
export function stepRequest(kind: string, config: NonNullable<Step['config']>, more: { readonly arguments?: { readonly [name: string]: Json }; readonly signal?: AbortSignalLike } = {}): StepRequest {
  return {
    runId: 'run',
    path: 'it',
    step: { name: 'it', kind, config },
    purpose: 'run',
    arguments: more.arguments ?? {},
    context: { runId: 'run', step: 'it', attempt: 1, retriesRemaining: 0, workflow: 'w' },
    idempotencyKey: 'run/it/1',
    signal: more.signal ?? new AbortController().signal,
  }
}
