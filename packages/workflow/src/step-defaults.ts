import type { KindContract } from './catalog.ts'
import type { Role, Step } from './document.ts'
import { undoesItself } from './kind-traits.ts'

/** How a step behaves in a rollback and after a crash, once the defaults of its kind have filled in what it leaves out. */
export interface StepDefaults {
  readonly role: Role
  readonly onInterrupt: 'retry' | 'compensate' | 'halt'
  /** A handler of the document, the kind's own undo, or none. */
  readonly undo: 'handler' | 'built-in' | 'none'
  readonly effects: readonly string[]
  readonly idempotent: boolean
}

/** The effective role, `onInterrupt` and undo of a step. Functions of the contract see the step as it is. */
export function stepDefaults(step: Step, contract: KindContract): StepDefaults {
  const effects = typeof contract.effects === 'function' ? contract.effects(step) : contract.effects
  const idempotent = typeof contract.idempotent === 'function' ? contract.idempotent(step) : contract.idempotent
  const undo = undoOf(step, contract)
  return {
    role: step.role ?? (undo !== 'none' ? 'compensatable' : effects.length === 0 ? 'retriable' : 'irreversible'),
    onInterrupt: step.onInterrupt ?? (idempotent ? 'retry' : 'halt'),
    undo,
    effects,
    idempotent,
  }
}

function undoOf(step: Step, contract: KindContract): StepDefaults['undo'] {
  if (step.undo === 'none') return 'none'
  if (step.undo !== undefined) return 'handler'
  return undoesItself(contract, step) ? 'built-in' : 'none'
}
