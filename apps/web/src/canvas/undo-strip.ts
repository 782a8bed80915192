import { type KindContract, type Step, undoesItself } from '@eddy/workflow'
import type { Strip } from './card-state.ts'

/** What the document says about a step's way back. */
export function undoStrip(step: Step, contract: KindContract | undefined): Strip {
  if (step.role === 'irreversible' || step.undo === 'none') return hasEffects(step, contract) ? 'irreversible' : 'none'
  if (step.undo !== undefined) return 'defined'
  if (undoesItself(contract, step)) return 'defined'
  if (step.role === 'retriable' || step.role === 'pivot') return 'none'
  return hasEffects(step, contract) ? 'missing' : 'none'
}

function hasEffects(step: Step, contract: KindContract | undefined): boolean {
  if (!contract) return false
  const effects = typeof contract.effects === 'function' ? contract.effects(step) : contract.effects
  return effects.length > 0
}

export const stripWords: { readonly [Name in Strip]: string } = {
  none: '',
  missing: 'has no undo',
  defined: 'has an undo',
  armed: 'would be undone',
  running: 'is being undone',
  done: 'is undone',
  failed: 'could not be undone',
  irreversible: 'cannot be undone',
  'in-doubt': 'may have taken effect',
}
