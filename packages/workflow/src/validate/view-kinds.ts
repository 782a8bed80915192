import { stepDefaults } from '../step-defaults.ts'
import { reportStep, type Checking, type KindView } from './checking.ts'
import type { Catalog, KindContract } from '../catalog.ts'
import type { ScopedStep } from '../scope-tree.ts'

/** Looks every step's kind up in the catalogue, once. */
export function viewKinds(checking: Omit<Checking, 'kinds'>): Map<ScopedStep, KindView> {
  const kinds = new Map<ScopedStep, KindView>()
  const { catalog } = checking.surroundings
  for (const node of checking.tree.steps) {
    const contract = catalog.get(node.step.kind)
    if (contract) kinds.set(node, viewOf(checking, node, contract))
    else if (node.step.kind !== '') reportUnknown(checking, node, catalog)
  }
  return kinds
}

function reportUnknown(checking: Omit<Checking, 'kinds'>, node: ScopedStep, catalog: Catalog): void {
  const hint = checking.didYouMean(node.step.kind, catalog.list().map(({ kind }) => kind))
  reportStep(checking, node, { code: 'UNKNOWN_KIND', at: '/kind', message: `The step "${node.path}" is of the kind "${node.step.kind}", which does not exist.`, hint })
}

function viewOf(checking: Omit<Checking, 'kinds'>, node: ScopedStep, contract: KindContract): KindView {
  try {
    return { contract, defaults: stepDefaults(node.step, contract) }
  } catch {
    // with a malformed configuration a contract's functions may fail; the configuration itself is reported elsewhere
    return { contract, defaults: stepDefaults(node.step, { ...contract, effects: ['unknown'], idempotent: false }) }
  }
}
