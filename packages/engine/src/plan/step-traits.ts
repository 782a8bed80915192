import type { Catalog, KindContract, Step } from '@eddy/workflow'
import type { UndoPlan } from './plan.ts'

/** What a step's kind and its own fields say together; the table of workflow-format.md. */
export interface StepTraits {
  readonly effects: readonly string[]
  readonly idempotent: boolean
  readonly undo: UndoPlan
  readonly onInterrupt: 'retry' | 'compensate' | 'halt'
}

export function stepTraits(step: Step, catalog: Pick<Catalog, 'get'>): StepTraits {
  const contract = catalog.get(step.kind)
  const effects = read(contract?.effects, step) ?? []
  const idempotent = effects.length === 0 || (read(contract?.idempotent, step) ?? false)
  return { effects, idempotent, undo: undoPlan(step, contract), onInterrupt: step.onInterrupt ?? (idempotent ? 'retry' : 'halt') }
}

function undoPlan(step: Step, contract: KindContract | undefined): UndoPlan {
  if (step.undo === 'none') return NOT
  if (step.undo !== undefined) return { by: 'handler', handler: step.undo }
  return read(contract?.builtInUndo, step) ? BY_KIND : NOT
}

/** Shared: a plan may have a hundred thousand. */
const NOT: UndoPlan = { by: 'none' }
const BY_KIND: UndoPlan = { by: 'kind' }

function read<T>(trait: T | ((step: Step) => T) | undefined, step: Step): T | undefined {
  return isFunction(trait) ? trait(step) : trait
}

function isFunction<T>(trait: T | ((step: Step) => T) | undefined): trait is (step: Step) => T {
  return typeof trait === 'function'
}
