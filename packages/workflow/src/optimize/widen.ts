import { mapSteps } from '../map-steps.ts'
import { stepReferences } from '../step-references.ts'
import type { Improvement } from './optimization.ts'
import type { OptimizeReading } from './reading.ts'

/**
 * A step that only computes need not wait for another that only computes and gives it nothing: it comes after what that one comes
 * after. Both can do nothing but compute or fail, and the run fails with either. Not where steps run only when they are needed: the wait
 * is what makes the other one needed.
 */
export function widen({ document, pure }: OptimizeReading): Improvement | undefined {
  if (document.options?.evaluation === 'lazy') return undefined
  for (const { step, pointer, path } of pure.values()) {
    const taken = new Set(stepReferences(step).filter(({ kind }) => kind === 'data').map(({ name }) => name))
    const wait = step.waitFor?.find((name) => pure.has(name) && !taken.has(name))
    const other = wait === undefined ? undefined : pure.get(wait)
    if (wait === undefined || !other) continue
    const inherited = stepReferences(other.step).map(({ name }) => name)
    const waits = [...new Set([...(step.waitFor ?? []).filter((name) => name !== wait), ...inherited])]
    const changed = mapSteps(document, (one, at) => {
      if (at !== pointer) return one
      const { waitFor: _before, ...rest } = one
      return waits.length === 0 ? rest : { ...rest, waitFor: waits }
    })
    return { document: changed, change: { pass: 'widen', step: path, message: `"${step.name}" takes nothing from "${wait}", and both only compute: they can run beside each other.` } }
  }
  return undefined
}
