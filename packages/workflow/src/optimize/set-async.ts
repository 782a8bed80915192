import { mapSteps } from '../map-steps.ts'
import type { Improvement } from './optimization.ts'
import type { OptimizeReading } from './reading.ts'

/** A step that only computes need not run alone. */
export function setAsync({ document, pure }: OptimizeReading): Improvement | undefined {
  for (const { step, pointer, path } of pure.values()) {
    if (step.mode !== 'sync') continue
    const changed = mapSteps(document, (one, at) => {
      const { mode: _alone, ...rest } = one
      return at === pointer ? rest : one
    })
    return { document: changed, change: { pass: 'async', step: path, message: `"${step.name}" only computes, so others may run beside it.` } }
  }
  return undefined
}
