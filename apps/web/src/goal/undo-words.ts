import type { SubGoal } from '@eddy/steps/goal'
import { type Catalog, type KindContract, type Step, undoesItself } from '@eddy/workflow'

/** What becomes of it when the run fails later, in a sentence. */
export function undoWords({ undo, step, inner }: Pick<SubGoal, 'undo' | 'step' | 'inner'>, catalog: Pick<Catalog, 'get'>): string {
  const contract = catalog.get(step.kind)
  if (undo) return `Undone by ${handlerWords(undo, catalog.get(undo.kind))}.`
  if (undoesItself(contract, step)) return 'Undoes itself.'
  if (inner.length > 0) return 'Undone element by element.'
  return effectsOf(contract, step).length === 0 ? 'Changes nothing, so there is nothing to undo.' : 'What it does is not taken back; add an undo after it is accepted.'
}

function handlerWords({ kind, config = {} }: Step, contract: KindContract | undefined): string {
  const said = [config['method'], config['url'] ?? config['path']].filter((part) => typeof part === 'string')
  return said.length > 0 ? said.join(' ') : (contract?.title.toLowerCase() ?? kind)
}

function effectsOf(contract: KindContract | undefined, step: Step): readonly string[] {
  const effects = contract?.effects ?? []
  return typeof effects === 'function' ? effects(step) : effects
}
