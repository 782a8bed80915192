import { reportStep, type Checking } from './checking.ts'
import type { Branch } from '../document.ts'
import type { ScopedStep } from '../scope-tree.ts'

/** Containers hold what their kind nests, and nothing else does. */
export function checkContainers(checking: Checking): void {
  for (const [node, { contract }] of checking.kinds) {
    if (checking.unreadable.has(node.step)) continue
    refuseForeign(checking, node, contract.container)
    if (contract.container === 'steps' && !node.step.steps?.length) {
      reportStep(checking, node, { code: 'EMPTY_CONTAINER', at: '/steps', message: `The container "${node.path}" has no steps.`, hint: 'Put a step into it, or remove it.' })
    }
    if (contract.container === 'branches' && contract.races) checkRacing(checking, node, node.step.branches ?? [])
    else if (contract.container === 'branches') checkBranches(checking, node, node.step.branches ?? [])
  }
}

function refuseForeign(checking: Checking, node: ScopedStep, container: 'steps' | 'branches' | undefined): void {
  for (const field of ['steps', 'branches', 'return'] as const) {
    if (node.step[field] === undefined || field === container || (field === 'return' && container === 'steps')) continue
    const hint = field === 'return' && container === 'branches' ? 'Every branch has a return of its own.' : 'Remove it, or choose a kind that nests steps.'
    reportStep(checking, node, { code: 'NOT_A_CONTAINER', at: `/${field}`, message: `The step "${node.path}" has "${field}", but the kind "${node.step.kind}" does not take it.`, hint })
  }
}

/** Racing branches all run: none has a condition, and one alone is no race. */
function checkRacing(checking: Checking, node: ScopedStep, branches: readonly Branch[]): void {
  if (branches.length === 0) reportStep(checking, node, { code: 'NO_BRANCH', at: '/branches', message: `The race "${node.path}" has no branch.`, hint: 'Add at least two branches.' })
  branches.forEach(({ steps, when, name }, index) => {
    const which = name === undefined ? `Branch ${index + 1}` : `The branch "${name}"`
    if (steps.length === 0) reportStep(checking, node, { code: 'EMPTY_CONTAINER', at: `/branches/${index}/steps`, message: `${which} of "${node.path}" has no steps.`, hint: 'Put a step into it, or remove it.' })
    if (when !== undefined) reportStep(checking, node, { code: 'NOT_A_CONTAINER', at: `/branches/${index}/when`, message: `${which} of "${node.path}" has a condition, but all branches of a race run.`, hint: 'Remove the condition, or use a switch.' })
  })
}

function checkBranches(checking: Checking, node: ScopedStep, branches: readonly Branch[]): void {
  if (branches.length === 0) {
    reportStep(checking, node, { code: 'NO_BRANCH', at: '/branches', message: `The switch "${node.path}" has no branch.`, hint: 'Add a branch with a condition.' })
  }
  branches.forEach(({ steps, when, name }, index) => {
    const which = name === undefined ? `Branch ${index + 1}` : `The branch "${name}"`
    if (steps.length === 0) {
      reportStep(checking, node, { code: 'EMPTY_CONTAINER', at: `/branches/${index}/steps`, message: `${which} of "${node.path}" has no steps.`, hint: 'Put a step into it, or remove it.' })
    }
    if (when === undefined && index < branches.length - 1) {
      reportStep(checking, node, { code: 'DEFAULT_BRANCH_NOT_LAST', at: `/branches/${index}`, message: `${which} of "${node.path}" has no condition, so the branches after it are never reached.`, hint: 'Give it a condition, or move it to the end.' })
    }
  })
}
