import type { Catalog } from '../catalog.ts'
import type { Step } from '../document.ts'
import { undoesItself } from '../kind-traits.ts'
import { stepEffects } from '../trial/step-effects.ts'

/** Whether nothing is left of a step when its run fails. Of a container only its own, not its steps; those are asked one by one. */
export function canBeUndone(step: Step, catalog: Pick<Catalog, 'get'>): boolean {
  const { steps: _steps, branches: _branches, ...own } = step
  // what another workflow does is not known here
  if (step.kind === 'compose' || step.role === 'pivot' || step.role === 'irreversible' || step.reversible === false) return false
  if (stepEffects(own, { catalog }).length === 0) return true
  return step.undo === undefined ? undoesItself(catalog.get(step.kind), step) : step.undo !== 'none'
}
