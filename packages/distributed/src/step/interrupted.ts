import type { Outcome } from '@eddy/engine'

/** Of an attempt whose process has died: it may have done something, or nothing (H5). */
export function interrupted(path: string): Outcome {
  return { kind: 'fail', error: { code: 'STEP_INTERRUPTED', message: `step "${path}" was in flight when its worker stopped`, effect: 'interrupted' } }
}
