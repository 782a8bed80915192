import type { StepRequest } from '@eddy/engine'
import { step } from '@eddy/engine/testing'

/** A request for the first attempt of a step `a`, unless told otherwise. */
export function request(more: Partial<StepRequest> = {}): StepRequest {
  const definition = more.step ?? step('a')
  const path = more.path ?? definition.name
  const controller = new AbortController()
  return {
    runId: 'run',
    path,
    step: definition,
    purpose: 'run',
    arguments: {},
    context: { runId: 'run', step: path, attempt: 1, retriesRemaining: 0, workflow: 'test' },
    idempotencyKey: `run/${path}/1`,
    signal: controller.signal,
    ...more,
  }
}
